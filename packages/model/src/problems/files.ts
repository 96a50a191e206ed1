import type { Text } from '../lesson.js';

/** What is wrong with a model file, a notebook, or a network that is to be written as a file. */
export const files = {
  'damaged': { en: 'the file is damaged: {reason}', ru: 'файл повреждён: {reason}' },
  'empty': { en: 'it is empty', ru: 'он пуст' },
  'no-model-file': {
    en: 'it is no model file of Keras; one begins as a zip archive (.keras) or as an HDF5 file (.h5)',
    ru: 'это не файл модели Keras; такой начинается как архив zip (.keras) или как файл HDF5 (.h5)',
  },
  'no-notebook': {
    en: 'it is not a Jupyter notebook of version 4',
    ru: 'это не блокнот Jupyter версии 4',
  },
  'lacks-config': {
    en: 'it has no config.json, which says what the network is',
    ru: 'в нём нет config.json, где описана сеть',
  },
  'lacks-weights-file': {
    en: 'it has no model.weights.h5, which holds the weights',
    ru: 'в нём нет model.weights.h5, где лежат веса',
  },
  'lacks-network': { en: 'it holds no network (no model_config)', ru: 'в нём нет сети (нет model_config)' },
  'lacks-weights': { en: 'it holds no weights', ru: 'в нём нет весов' },
  'weights-alone': {
    en: 'it holds weights alone and does not say of which network; give the model too',
    ru: 'в нём только веса, и не сказано, какой сети; укажите и модель',
  },
  // JSON in it.
  'json-too-long': { en: 'its {part} is longer than any', ru: '{part} в нём длиннее, чем бывает' },
  'json-invalid': { en: 'its {part} is no valid JSON', ru: '{part} в нём — неправильный JSON' },
  'json-proto': {
    en: 'its {part} names “__proto__”, which no configuration of Keras does',
    ru: 'в {part} есть имя «__proto__», а в конфигурациях Keras его не бывает',
  },
  'config-too-deep': {
    en: 'its configuration nests deeper than any',
    ru: 'вложенность конфигурации глубже, чем бывает',
  },
  'carries-code': {
    en: 'it carries Python code, and ConvScope runs no code out of files; say the same with layers of Keras',
    ru: 'в нём код на Python, а ConvScope не выполняет код из файлов; выразите то же слоями Keras',
  },
  'foreign-class': {
    en: "it names “{name}”, which is none of Keras's classes",
    ru: 'назван «{name}», а такого класса в Keras нет',
  },
  // Its weights.
  'weight-missing': { en: 'its {weight} is missing', ru: 'нет веса {weight}' },
  'weight-shape': {
    en: 'its {weight} should have the shape {expected} after the configuration and has {found}',
    ru: 'форма веса {weight} по конфигурации должна быть {expected}, а в файле она {found}',
  },
  'weight-count': {
    en: 'it has {expected} weights in the configuration and {found} in the file',
    ru: 'по конфигурации весов {expected}, а в файле {found}',
  },
  'weight-listed': {
    en: 'its weight “{name}” is listed and is not there',
    ru: 'вес «{name}» перечислен, но его нет',
  },
  'layer-listed': {
    en: 'layer “{name}” is listed in it and is not there',
    ru: 'слой «{name}» в нём перечислен, но его нет',
  },
  'layer-count': {
    en: 'its network has {expected} layers with weights, and it holds weights of {found}',
    ru: 'слоёв с весами в сети {expected}, а в файле веса {found}',
  },
  // What it was compiled with.
  'not-keras-form': {
    en: 'it is not in the form that Keras writes',
    ru: 'это записано не так, как пишет Keras',
  },
  'optimizer-not-named': { en: 'it does not name its optimizer', ru: 'оптимизатор в нём не назван' },
  'setting-not-known': {
    en: '“{setting}” of {className} is not known here',
    ru: 'настройка «{setting}» у {className} здесь неизвестна',
  },
  'warm-up-not-known': {
    en: 'the warm-up of CosineDecay is not known here',
    ru: 'разогрев (warm-up) у CosineDecay здесь неизвестен',
  },
  'loss-not-known': {
    en: 'its loss “{loss}” is not known here',
    ru: 'функция потерь «{loss}» здесь неизвестна',
  },
  'without-name': { en: 'without a name', ru: 'без имени' },
  'loss-special': {
    en: 'its loss works on logits or smooths labels, which is not known here',
    ru: 'функция потерь принимает логиты или сглаживает метки, здесь это неизвестно',
  },
  'variable-count': {
    en: 'it has {expected} variables and {found} are saved',
    ru: 'переменных у него {expected}, а сохранено {found}',
  },
  'variable-missing': { en: 'its variable “{name}” is missing', ru: 'его переменной «{name}» нет' },
  'slot-missing': {
    en: 'its {slot} of {weight} is missing or has another shape',
    ru: 'для {weight} нет {slot}, или форма другая',
  },
  // What is to be written.
  'weights-of-another': {
    en: 'the weights to be written are not those of its configuration',
    ru: 'записать нужно веса не той сети, что в конфигурации',
  },
  'weight-not-given': { en: 'the weight {weight} is missing', ru: 'нет веса {weight}' },
  'schedule-and-decay': {
    en: 'Keras has no learning rate with both a schedule and a decay',
    ru: 'в Keras не бывает скорости обучения и с расписанием, и с decay сразу',
  },
  'not-in-tfjs': {
    en: 'TensorFlow.js has no layer of the class {className} (“{name}”); write .keras or .h5 instead',
    ru: 'в TensorFlow.js нет слоя класса {className} («{name}»); запишите .keras или .h5',
  },
  'names-in-tfjs': {
    en: 'two models inside it have a layer of the same name (“{name}”), which TensorFlow.js cannot tell apart',
    ru: 'в двух моделях внутри неё есть слой с одним именем («{name}»), TensorFlow.js их не различит',
  },
} as const satisfies Record<string, Text>;
