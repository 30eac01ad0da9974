import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeModelFolder } from './model-folder.ts';
import { mobilenetv2, resnet50 } from './nets.ts';
import { jpegs } from './pictures.ts';

// What is measured with, in a process of its own: it takes memory that would be counted. Called with a folder and how many pictures of which size.
const [, , folder = '', count, width, height] = process.argv;
const seed = 20_261_201;
await writeModelFolder(join(folder, 'models', 'resnet50'), 'resnet', resnet50(seed));
await writeModelFolder(join(folder, 'models', 'mobilenetv2'), 'mobilenet_v2', mobilenetv2(seed));
await mkdir(join(folder, 'pictures'));
const made = jpegs({ count: Number(count), width: Number(width), height: Number(height), seed });
let at = 0;
for await (const picture of made) await writeFile(join(folder, 'pictures', `${at++}.jpg`), picture);
