// What the compiler takes for the system: some files in memory.

// `write(name, text)` takes what is emitted.
export const makeHost = (files, write = () => {}) => ({
  getSourceFile: (name) => files.get(name),
  fileExists: (name) => files.has(name),
  readFile: () => undefined,
  writeFile: write,
  // Built-in modules are declared, and others do not exist.
  resolveModuleNameLiterals: (literals) =>
    literals.map(() => ({ resolvedModule: undefined })),
  getDefaultLibFileName: () => 'lib.d.ts',
  useCaseSensitiveFileNames: () => true,
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => '',
  getNewLine: () => '\n',
  directoryExists: () => true,
  getDirectories: () => [],
});
