/** placeholder */
export interface ScriptTraining {
  compile: null;
}
