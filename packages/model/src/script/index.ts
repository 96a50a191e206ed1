export { openScriptReader, type OpenScript, type ScriptReader } from './script-reader.js';
export type { PythonWasm } from './python/open-python.js';
export type { Place, ScriptDescription, ScriptModel, ScriptProblem } from './script-description.js';
export { sentenceText, type Sentence } from './sentences.js';
