import { parseArgs } from 'node:util';
import { secretsOf } from '../config.ts';
import { errorCatalogue } from '../core/errors.ts';
import { asMagpieError, whatOf } from '../core/problem.ts';
import { createRedact } from '../core/redact.ts';
import type { CliCommand, Io } from './command.ts';
import { checks } from './doctor/checks.ts';
import type { Finding } from './doctor/finding.ts';
import { readConfigOf } from './read-config.ts';

/** `magpie doctor`: tries everything that a start would need, and changes nothing that a start would not. */
export const doctor: CliCommand = {
  name: 'doctor',
  usage: '[--json]',
  about: 'Check configuration, store, model, databases and keys, and say what to do',
  async run(args, io) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } });
    const findings = await examine(io);
    if (values.json) io.out(`${JSON.stringify(findings)}\n`);
    else for (const finding of findings) io.out(line(finding));
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

async function examine(io: Io): Promise<readonly Finding[]> {
  const result = readConfigOf(io);
  if (!result.ok) {
    return result.faults.map((detail) => ({
      name: 'configuration',
      ok: false,
      detail,
      next: 'docs/configuration.md',
    }));
  }
  const { config, warnings } = result;
  const configuration = {
    name: 'configuration',
    ok: warnings.length === 0,
    detail: warnings.join('; ') || 'every variable is as it should be',
  };
  const findings: Finding[] = [configuration];
  const redact = createRedact(secretsOf(config));
  // One after the other: a small machine has not the memory for all of it at once.
  for (const { name, check } of checks(config))
    findings.push(...(await findingsOf(name, check(io.signal), redact)));
  return findings;
}

async function findingsOf(
  name: string,
  checked: Promise<string | readonly Finding[]>,
  redact: (text: string) => string,
): Promise<readonly Finding[]> {
  try {
    const found = await checked;
    if (typeof found === 'string') return [{ name, ok: true, detail: found }];
    return found.map((finding) => ({ ...finding, detail: redact(finding.detail) }));
  } catch (error) {
    const known = asMagpieError(error);
    const detail = redact(`${known.code} ${whatOf(known)}`);
    return [{ name, ok: false, detail, next: errorCatalogue[known.code].operator }];
  }
}

const line = ({ name, ok, detail, next }: Finding): string =>
  `${ok ? 'ok   ' : 'FAIL '} ${name}: ${detail}\n${next ? `      ${next}\n` : ''}`;
