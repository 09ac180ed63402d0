import { addAbortSignal } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { loadDefinitions } from '../../definitions/loadDefinitions.ts';
import { declaredIn, mayDeclare, mergeDeclared } from '../../yaml/facts/declared.ts';
import { type Declared, type Facts, NOTHING_DECLARED } from '../../yaml/facts/facts.ts';
import { findingOf } from '../../yaml/findings/findingOf.ts';
import { LineIndex } from '../../yaml/parse/lineIndex.ts';
import { parsePart } from '../../yaml/document/parsedPart.ts';
import { splitParts } from '../../yaml/document/splitParts.ts';
import { structureCheck } from '../../yaml/structureCheck.ts';
import { textRoleOf } from '../../yaml/document/textRole.ts';
import { type LeftOut, validate, type ValidateOptions } from '../../yaml/validate.ts';
import { MAX_TEXT } from '../../yaml/document/textGate.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { EXIT_FOUND, EXIT_OK } from '../terminal/exitCode.ts';
import { terminal } from '../terminal/terminal.ts';
import { type DecodedFile, decodeFile } from '../../files/decodeFile.ts';
import { findManifests } from '../../files/findManifests.ts';
import { posixPath } from '../../files/posixPath.ts';
import { FileError, MAX_MANIFEST_BYTES } from '../../files/readRegularFile.ts';
import { repositoryFolder } from '../../files/repositoryFolder.ts';
import { unreadable } from '../../files/unreadable.ts';
import { readBytes, TooLargeError } from '../../net/readBody.ts';
import { LeftOutCount } from './leftOut.ts';
import { lintConfiguration } from './lintConfiguration.ts';
import { lintFacts } from './lintFacts.ts';
import { LINT_HELP } from './lintHelp.ts';
import { parseLintOptions } from './lintOptions.ts';
import { type LintedFinding, lintReport } from './lintReport.ts';
import { LintedTexts } from './lintedTexts.ts';
import { STDIN_NAME } from './reportedPath.ts';

const STDIN = '-';

/**
 * Checks manifests, prints what was found, and gives the exit code. `root` is the folder of the
 * package. Throws when it could not be done.
 */
export async function lint(
  argv: readonly string[],
  root: string,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  const options = parseLintOptions(argv);
  if (options.help) {
    terminal.print(LINT_HELP);
    return EXIT_OK;
  }
  const facts = await lintFacts(options, endpointOf, signal);
  const { configuration, excludes } = await lintConfiguration(process.cwd(), options.config);
  const named = options.paths.filter((one) => one !== STDIN);
  const [found, definitions] = await Promise.all([
    findManifests(named, excludes, signal),
    loadDefinitions(root),
  ]);
  const stdin = named.length < options.paths.length ? await readStdin(signal) : undefined;
  const { files } = found;
  const texts = new LintedTexts(named);
  const leftOut = new LeftOutCount();
  const declared = await declaredInAll(files, stdin, texts, signal);
  const known = { ...facts, declared };
  const findings: LintedFinding[] = [];
  const structure = structureCheck(definitions);
  const check = {
    severities: configuration.rules,
    structure,
    inlineIgnores: options.inlineIgnores,
    onLeftOut: (left: LeftOut) => leftOut.add(left),
  };
  if (stdin !== undefined) findings.push(...lintText(STDIN_NAME, stdin, known, check));
  for (const [index, file] of files.entries()) {
    await mayStop(index, signal);
    const role = await textRoleOf(posixPath(file), (one) => texts.readIfThere(one));
    findings.push(...lintText(file, texts.read(file), known, { ...check, role }));
  }
  const here = process.cwd();
  const from = (await repositoryFolder(here)) ?? here;
  terminal.print(lintReport(findings, options.format, from));
  for (const line of leftOut.lines(found)) terminal.note(line);
  if (files.length === 0 && stdin === undefined) terminal.note('No file was checked.');
  return exitCode(findings, options.maxWarnings);
}

/** Throws a `UserError` where there is more than a manifest has. */
async function readStdin(signal: AbortSignal): Promise<DecodedFile> {
  try {
    const input = addAbortSignal(signal, process.stdin);
    return decodeFile(await readBytes(input, MAX_MANIFEST_BYTES));
  } catch (error) {
    signal.throwIfAborted();
    const isLarge = error instanceof TooLargeError;
    throw unreadable('Standard input', isLarge ? new FileError('TOO_LARGE') : error);
  }
}

/** The findings of one text, with lines and columns. */
function lintText(
  file: string,
  { text, problem }: DecodedFile,
  facts: Facts,
  options: ValidateOptions,
): readonly LintedFinding[] {
  const findings =
    problem === undefined
      ? validate(text, facts, options)
      : [findingOf('syntax', { start: 0, end: 0 }, problem)];
  if (findings.length === 0) return [];
  const lines = new LineIndex(text);
  return findings.map(({ code, severity, message, span }) => {
    const start = lines.positionOf(span.start);
    const end = lines.positionOf(span.end);
    return {
      file,
      line: start.line + 1,
      column: start.column + 1,
      endLine: end.line + 1,
      endColumn: end.column + 1,
      code,
      severity,
      message,
    };
  });
}

/** What all files of the run declare: a class that one file makes exists for every other. */
async function declaredInAll(
  files: readonly string[],
  stdin: DecodedFile | undefined,
  texts: LintedTexts,
  signal: AbortSignal,
): Promise<Declared> {
  let declared = NOTHING_DECLARED;
  const take = (text: string): void => {
    if (text.length > MAX_TEXT || !mayDeclare(text)) return;
    const parts = splitParts(text).filter((part) => mayDeclare(part.text));
    const parsed = parts.map((part) => parsePart(part.text, 'manifest'));
    declared = mergeDeclared(declaredIn(parsed), declared);
  };
  if (stdin !== undefined) take(stdin.text);
  for (const [index, file] of files.entries()) {
    await mayStop(index, signal);
    take(texts.read(file).text);
  }
  return declared;
}

/** Lets a signal come through now and then: reading and checking never wait for anything. */
async function mayStop(index: number, signal: AbortSignal): Promise<void> {
  if (index % MAX_FILES_A_TURN === 0) await turn();
  signal.throwIfAborted();
}

const MAX_FILES_A_TURN = 20;

function exitCode(findings: readonly LintedFinding[], maxWarnings: number | undefined): number {
  const count = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const tooMany = maxWarnings !== undefined && count('warning') > maxWarnings;
  return count('error') > 0 || tooMany ? EXIT_FOUND : EXIT_OK;
}
