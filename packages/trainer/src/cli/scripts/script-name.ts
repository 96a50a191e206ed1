/** Whether a file's name says that it is a Keras script or a notebook. */
export const isScriptName = (file: string): boolean => /\.(py|ipynb)$/i.test(file);
