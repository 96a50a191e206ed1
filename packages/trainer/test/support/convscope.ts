import { startProgram } from './trainer-program.js';

/** What a command line did, once it has ended. */
export interface Outcome {
  code: number | null;
  /** Lines of standard output. */
  lines: string[];
  stderr: string;
}

/** Runs `convscope …` in English, without a terminal, and waits for its end. */
export async function convscope(
  dataFolder: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const program = startProgram([...args], { CONVSCOPE_HOME: dataFolder, ...env });
  const lines: string[] = [];
  for await (const line of program.lines) lines.push(line);
  return { code: await program.exitCode, lines, stderr: program.stderr() };
}

/** A line of `--json`: of these fields, each kind of line has its own. */
export interface JsonLine {
  type: string;
  status: string;
  step: number;
  epoch: number;
  loss: number;
  accuracy: number;
  val_loss: number;
  val_accuracy: number;
  test_loss: number;
  test_accuracy: number;
  run: string;
  error: { code: string; message: string };
  index: number;
  file: string;
  probabilities: number[];
  top: number;
  label: number;
  layer: string;
  shape: number[];
  data: number[];
  models: object[];
  id: string;
  parameters: number;
  state: string;
}

export const jsonLine = (line: string) => JSON.parse(line) as JsonLine;

/** The same with `--json`: every line of standard output, parsed. */
export async function convscopeJson(
  dataFolder: string,
  args: readonly string[],
): Promise<Outcome & { values: JsonLine[] }> {
  const outcome = await convscope(dataFolder, [...args, '--json']);
  return { ...outcome, values: outcome.lines.map(jsonLine) };
}
