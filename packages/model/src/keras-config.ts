/**
 * Keras's own description of a network, as `model.to_json()` and model files have it.
 * Everything that makes a network (a lesson, a file, a script) makes one of these; everything that
 * runs, counts or draws a network reads one.
 */
export interface KerasObject {
  class_name: string;
  config: Record<string, unknown>;
  /** Keras 3 writes where the class lives; we ignore it. */
  module?: string;
  registered_name?: string | null;
}

/** A layer inside a model's config. `class_name` is Keras's: `Conv2D`, `AveragePooling2D`, … */
export interface KerasLayerConfig extends KerasObject {
  /** Keras 3 writes the input shape a layer was built with. `null` is the batch. */
  build_config?: { input_shape?: (number | null)[] } | null;
}

/** A `Sequential` model, as the lessons are. `describeModel` also reads functional ones, and Keras 2's form. */
export interface KerasModelConfig extends KerasObject {
  class_name: 'Sequential';
  config: { name: string; layers: KerasLayerConfig[]; build_input_shape?: (number | null)[] } & Record<
    string,
    unknown
  >;
}
