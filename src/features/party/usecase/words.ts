export { groupNamed, namesIn } from '../schema.ts';
