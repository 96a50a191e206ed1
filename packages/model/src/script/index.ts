export type { PythonWasm } from './python/open-python.js';
export { notebookCells } from './notebook.js';
export type { Place, ScriptDescription, ScriptModel, ScriptProblem } from './script-description.js';
export { openScriptReader, type OpenNotebook, type OpenScript, type ScriptReader } from './script-reader.js';
export { scriptSummary, type ScriptSummary } from './script-summary.js';
export { sentenceText, type Sentence } from './sentences.js';
export type { ScriptCompile, ScriptFit, ScriptTraining } from './training/script-training.js';
