import { join } from 'node:path';
import { sharedData } from '../shared-data.ts';

export const chinookFolder = join(sharedData, 'chinook');
export const chinookSqlite = join(chinookFolder, 'Chinook_Sqlite.sqlite');
