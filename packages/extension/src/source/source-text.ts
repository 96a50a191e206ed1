/** What is read as one program: a script or a configuration, or the cells of a notebook. */
export interface SourceText {
  kind: 'script' | 'notebook' | 'config';
  /** The text; of a notebook one for each cell, empty where the cell is no Python. */
  texts: readonly string[];
}

/** Whether it is worth reading: a word that every Keras source has somewhere. A cheap test for every file there is. */
export function mentionsKeras({ kind, texts }: SourceText): boolean {
  const word =
    kind === 'config' ? /"class_name"\s*:\s*"(Sequential|Functional|Model)"/ : /\b(keras|tensorflow)\b/;
  return texts.some((text) => word.test(text));
}

export function isSameSource(left: SourceText, right: SourceText): boolean {
  return (
    left.kind === right.kind &&
    left.texts.length === right.texts.length &&
    left.texts.every((text, index) => text === right.texts[index])
  );
}
