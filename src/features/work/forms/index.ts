import { applicationForm, baseForm, needForm, organisationForm, regulationForm } from './branch.ts';
import type { Form } from './form.ts';
import { honourForm } from './honour.ts';
import { mediaForm } from './media.ts';
import { helpedForm, measureForm, resourceForm } from './result.ts';

/** In the order they are tried: what is unmistakable first. */
export const FORMS: readonly Form[] = [
  organisationForm,
  applicationForm,
  needForm,
  honourForm,
  mediaForm,
  baseForm,
  regulationForm,
  measureForm,
  resourceForm,
  helpedForm,
];
