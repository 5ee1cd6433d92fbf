import type { Intent } from '../reading.ts';
import type { Builder } from './draft.ts';
import { buildLeave, buildMeeting, buildMeetingChange, buildMinutes } from './meeting.ts';
import { buildApplication, buildDemand, buildHelp, buildSummary } from './office.ts';
import { buildDonation, buildPoints, buildPresence, buildService } from './service.ts';
import { buildActivity, buildList, buildRegistration } from './signup.ts';

/** Who reads the fields of each intent; 接龙 and none have none here. */
export const BUILDERS: Partial<Record<Intent, Builder>> = {
  register: buildRegistration,
  cancel: buildRegistration,
  list: buildList,
  create_activity: buildActivity,
  checkin: buildPresence,
  checkout: buildPresence,
  log_service: buildService,
  log_donation: buildDonation,
  meeting_create: buildMeeting,
  meeting_change: buildMeetingChange,
  meeting_leave: buildLeave,
  meeting_minutes: buildMinutes,
  points: buildPoints,
  summary: buildSummary,
  demand: buildDemand,
  application: buildApplication,
  help: buildHelp,
};
