// What produced a judgement: enough to make it again, and to say what is
// different when another one comes out.
//
// Shape:   the problem and its version are the judgement's, the seeds its runs'
// Threads: plain values
#ifndef GAVEL_CORE_PROVENANCE_H_
#define GAVEL_CORE_PROVENANCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/limits.h"
#include "core/sha256.h"

namespace gavel {

// Where it ran: verdicts do not depend on it, CPU times do.
struct Machine {
  std::string host;
  // "AMD EPYC 7B13".
  std::string cpu;
  int32_t cpus = 0;
  // "Linux 6.1.0-18-amd64".
  std::string kernel;
  friend bool operator==(const Machine&, const Machine&) = default;
};

// What judged and ran: other values may give other verdicts.
struct Engine {
  // Of Gavel: "0.1.0".
  std::string version;
  // Over the executables of the server and of the sandbox.
  Sha256 build;
  // As the sandbox reports it, with the flags that it was started with:
  // "V8 10.2.154.26 --single-threaded".
  std::string runtime;
  // Names of the walls that stand.
  std::vector<std::string> walls;
  friend bool operator==(const Engine&, const Engine&) = default;
};

struct Provenance {
  // Of the submission's text.
  Sha256 source;
  // Equal for judgings that differ in nothing but their tests: program, limits,
  // validators, engine.
  Sha256 program;
  Engine engine;
  Machine machine;
  // As they were applied to compiling and to each run.
  Limits limits;
  // How often a run over a time limit could be measured again.
  int32_t measure_again = 0;
  // Whether stored runs could take the place of runs.
  bool reuse = false;
};

}  // namespace gavel

#endif  // GAVEL_CORE_PROVENANCE_H_
