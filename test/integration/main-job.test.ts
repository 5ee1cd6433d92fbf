import { SOCKET_ENV } from '../support/app.ts';
import { describeOnDatabases } from '../support/database.ts';
import { mainJob } from '../support/main-job.ts';

describeOnDatabases('the main job, typed in a group', (database) => mainJob(database));

describeOnDatabases('the main job over the long connection', (database) => mainJob(database, SOCKET_ENV));
