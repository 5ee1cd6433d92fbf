/** What a backup holds besides the database, and where the database is. */
export interface BackupPlace {
  /** `file:…` or `postgresql://…` */
  databaseUrl: string;
  /** Holds data.key and files/. */
  dataFolder: string;
}

/** Database of either kind, as the backup needs it. */
export interface DatabaseStore {
  provider: 'sqlite' | 'postgresql';
  /** Name of the copy inside the backup. */
  entry: string;
  /** Writes a consistent copy while others go on reading and writing. */
  copyTo(path: string): Promise<void>;
  /** @throws AppError where the copy is damaged or not of this program. */
  check(path: string): Promise<void>;
  isUsed(): Promise<boolean>;
  /**
   * Puts the copy in the place of what is there.
   * @returns where the former database was kept; undefined where there was none.
   * @throws AppError where somebody still uses the database.
   */
  replaceWith(path: string, suffix: string): Promise<string | undefined>;
}
