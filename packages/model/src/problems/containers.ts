import type { Text } from '../lesson.js';

/** What is wrong with a zip archive or an HDF5 file as such, whatever is in it. */
export const containers = {
  // Zip archives.
  'zip-entries': {
    en: 'it has {count} entries, and a model has few',
    ru: 'файлов в нём {count}, а у модели их мало',
  },
  'zip-no-directory': {
    en: 'its list of contents is missing, as when only a part of it was copied',
    ru: 'в нём нет оглавления, так бывает, когда скопирована только часть',
  },
  'zip-method': {
    en: '“{name}” in it is packed in an unknown way',
    ru: '«{name}» в нём сжат неизвестным способом',
  },
  'zip-changed': {
    en: '“{name}” in it is not what was put into it',
    ru: '«{name}» в нём — не то, что туда положили',
  },
  'zip-not-unpacked': {
    en: '“{name}” in it cannot be unpacked',
    ru: '«{name}» в нём не распаковывается',
  },
  'zip-place-outside': {
    en: 'it names a place outside itself, “{name}”',
    ru: 'он указывает на место вне себя, «{name}»',
  },
  'zip-bomb': {
    en: '“{name}” in it would unpack to {times} times its size',
    ru: '«{name}» в нём при распаковке вырастет в {times} раз',
  },
  // HDF5 files.
  'hdf5-signature': {
    en: 'it does not begin as an HDF5 file does',
    ru: 'он начинается не так, как файлы HDF5',
  },
  'hdf5-version': {
    en: 'it is an HDF5 file of no known version',
    ru: 'это файл HDF5 неизвестной версии',
  },
  'hdf5-length': {
    en: 'it should have {expected} bytes and has {found}',
    ru: 'байт в нём должно быть {expected}, а их {found}',
  },
  'hdf5-beyond-end': {
    en: 'something in it lies beyond its end',
    ru: 'что-то в нём лежит за его концом',
  },
  'hdf5-large-number': {
    en: 'a number in it is larger than any file',
    ru: 'число в нём больше любого файла',
  },
  'hdf5-part': {
    en: 'a part of it should begin with “{signature}” and does not',
    ru: 'часть его должна начинаться с «{signature}», а начинается не так',
  },
  'hdf5-circle': {
    en: 'parts of it point at each other in a circle',
    ru: 'его части указывают друг на друга по кругу',
  },
  'hdf5-header': {
    en: 'it has an object header of no known version',
    ru: 'в нём заголовок объекта неизвестной версии',
  },
  'hdf5-shared': {
    en: 'its objects share parts, which no file of Keras does',
    ru: 'у его объектов общие части, в файлах Keras так не бывает',
  },
  'hdf5-link-form': {
    en: 'a link in it is kept in an unknown way',
    ru: 'ссылка в нём хранится неизвестным способом',
  },
  'hdf5-index-form': {
    en: 'an index in it has records of an unknown form',
    ru: 'записи указателя в нём неизвестного вида',
  },
  'hdf5-index-deep': {
    en: 'an index in it is deeper than any',
    ru: 'указатель в нём глубже, чем бывает',
  },
  'hdf5-heap': {
    en: 'a group in it is kept in a heap of an unknown size',
    ru: 'группа в нём хранится в куче неизвестного размера',
  },
  'hdf5-members': {
    en: 'a group in it has more members than any model',
    ru: 'в группе больше элементов, чем в любой модели',
  },
  'hdf5-no-group': {
    en: 'where a group should be, there is something else',
    ru: 'там, где должна быть группа, что-то другое',
  },
  'hdf5-name': { en: 'a name in it does not end', ru: 'имя в нём не кончается' },
  'hdf5-values-missing': { en: 'values in it are missing', ru: 'в нём не хватает значений' },
  'hdf5-block-length': {
    en: 'a block of values in it has not its length',
    ru: 'длина блока значений в нём неверна',
  },
  'hdf5-block-large': {
    en: 'a block of values in it is larger than it should be',
    ru: 'блок значений в нём больше, чем должен быть',
  },
  'hdf5-block-not-unpacked': {
    en: 'a block of values in it cannot be unpacked',
    ru: 'блок значений в нём не распаковывается',
  },
  'hdf5-block-outside': {
    en: 'a block of values in it lies outside of its array',
    ru: 'блок значений в нём лежит вне своего массива',
  },
  'hdf5-values-size': { en: 'values in it have no size', ru: 'у значений в нём нет размера' },
  'hdf5-no-numbers': {
    en: 'where numbers should be, there are texts or other things',
    ru: 'там, где должны быть числа, строки или что-то другое',
  },
  'hdf5-no-whole-number': {
    en: 'where a whole number should be, there is something else',
    ru: 'там, где должно быть целое число, что-то другое',
  },
  'hdf5-no-text': {
    en: 'where a text should be, there are numbers or other things',
    ru: 'там, где должна быть строка, числа или что-то другое',
  },
  'hdf5-text-missing': { en: 'a text in it is missing', ru: 'в нём не хватает строки' },
  'hdf5-values-elsewhere': {
    en: 'its values are said to lie in another file, and no other file is read',
    ru: 'его значения будто бы лежат в другом файле, а другие файлы не читаются',
  },
  'hdf5-link-elsewhere': {
    en: '“{name}” in it is only a link to another place or file; links are not followed',
    ru: '«{name}» в нём — только ссылка на другое место или файл; по ссылкам ConvScope не ходит',
  },
  'hdf5-number-size': {
    en: 'its numbers have {size} bytes each, and float32 is expected',
    ru: 'байт в каждом числе — {size}, а ожидается float32',
  },
  'hdf5-compressed': {
    en: 'its values are compressed in another way than by gzip; write it again with gzip, or uncompressed',
    ru: 'его значения сжаты не gzip; запишите файл заново с gzip или без сжатия',
  },
  'hdf5-old-layout': {
    en: 'its values are laid out in an old way, which Keras does not do; load it in Keras and save it again',
    ru: 'его значения уложены по-старому, а Keras так не пишет; загрузите его в Keras и сохраните заново',
  },
  'hdf5-chunks': {
    en: 'its values are cut into chunks, which Keras does not do; load it in Keras and save it again',
    ru: 'его значения разрезаны на куски, а Keras так не пишет; загрузите его в Keras и сохраните заново',
  },
  'hdf5-other-files': {
    en: 'its values are taken from other files, which Keras does not do; load it in Keras and save it again',
    ru: 'его значения взяты из других файлов, а Keras так не пишет; загрузите его в Keras и сохраните заново',
  },
  'hdf5-big-endian': {
    en: 'its values are big-endian, which Keras does not do; load it in Keras and save it again',
    ru: 'порядок байтов у его значений обратный (big-endian), а Keras так не пишет; загрузите его в Keras и сохраните заново',
  },
} as const satisfies Record<string, Text>;
