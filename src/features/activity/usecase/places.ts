/** Places of an occurrence, each decided by the database in one statement. */
export { countTaken, givePlaces, lockDays, nextInLine, type Taken, takePlaces } from '../store/days.ts';
