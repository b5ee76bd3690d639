// What a process finds around its program, beside the standard streams:
// arguments and files.
//
// Shape:   one per process: a program takes the files of its source, a run
//          takes its own beside them
// Errors:  false for what is no FileTable
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_SURROUNDINGS_H_
#define GAVEL_SANDBOX_ENGINE_SURROUNDINGS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sandbox/engine/volume.h"

namespace gavel::sandbox {

struct Surroundings {
  // After the program's name.
  std::vector<std::string> arguments;
  Volume volume;
  // Receives what was written to the volume; -1: nothing does.
  int written_fd = -1;
};

Surroundings& ProcessSurroundings();

// In a program, before it compiles. The table stays in memory.
bool TakeSourceFiles(std::string table);

// In a run. `streams` are bits of wire::Stream, which it has; `table` is what
// its file table says, if there is one.
bool TakeRunFiles(uint32_t streams, std::string table);

// What the run has written goes where it is wanted.
void SaveWrittenFiles();

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_SURROUNDINGS_H_
