import type { Template } from '../../types.ts';
import { composeActivities } from './activities.ts';
import { composeBases, composeHonours, composeMedia, composeMembership, composeRegulations } from './branch.ts';
import type { Composing } from './clause.ts';
import { composeDonations } from './donations.ts';
import type { PartName } from './form.ts';
import { composeMeetings } from './meetings.ts';
import { composeNeeds } from './needs.ts';
import { composeOpening } from './opening.ts';
import { composeGaps, composePlans, composeProblems } from './outlook.ts';
import { composeProjects } from './projects.ts';

/** Paragraphs of sentences on one matter; none: there is nothing on it. */
type Part = (composing: Composing) => Template[][];

const PARTS: Readonly<Record<PartName, Part>> = {
  opening: composeOpening,
  meetings: composeMeetings,
  membership: composeMembership,
  regulations: composeRegulations,
  honours: composeHonours,
  projects: composeProjects,
  activities: composeActivities,
  donations: composeDonations,
  needs: composeNeeds,
  bases: composeBases,
  media: composeMedia,
  problems: composeProblems,
  gaps: composeGaps,
  plans: composePlans,
};

export function composePart(name: PartName, composing: Composing): Template[][] {
  return PARTS[name](composing);
}
