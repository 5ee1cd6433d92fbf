/** What the page loads as this module: preact and htm in one file, see http/files.ts. */
export * from 'htm/preact';
