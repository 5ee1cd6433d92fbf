import { activitySheet } from './activity/usecase/sheet.ts';
import { donationSheet } from './donation/usecase/sheet.ts';
import { rosterSheet } from './roster/usecase/roster.ts';
import { stationSheet } from './roster/usecase/stations.ts';
import { serviceSheet } from './service/usecase/sheet.ts';
import type { SheetKind } from './transfer/types.ts';
import { honourSheet, mediaSheet } from './work/usecase/sheet/award.ts';
import {
  applicationSheet,
  baseSheet,
  needSheet,
  organisationSheet,
  regulationSheet,
} from './work/usecase/sheet/branch.ts';
import { resultSheet } from './work/usecase/sheet/result.ts';

/** Every kind of table that can be read in and written out. A new one is declared beside its feature and named here. */
export const SHEET_KINDS: readonly SheetKind[] = [
  rosterSheet,
  stationSheet,
  activitySheet,
  serviceSheet,
  donationSheet,
  resultSheet,
  honourSheet,
  mediaSheet,
  needSheet,
  applicationSheet,
  baseSheet,
  regulationSheet,
  organisationSheet,
];
