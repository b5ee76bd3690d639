// Which runs are equal before they are made, so that the result of one may
// stand for another.
//
// Shape:   a run is named by two keys: the program's covers all that is the
//          same for all tests of a judging, from the source to the build of the
//          judge; the test's covers what is its own, with the seed. Equal keys
//          are equal runs, as far as a program does not look at the clock
// Policy:  only what does not hang on a measurement is reused: AC, WA by output
//          and RTE by an exception or an exit code, measured once. TLE, MLE,
//          OLE, signals and faults of the judge are always run again; so is
//          everything of interactive problems, and what a validator gave a
//          score of its own
// Files:   named by their paths: one in a store is the hash of its content, and
//          no file of a problem is ever changed
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_ENGINE_REUSE_H_
#define GAVEL_JUDGE_ENGINE_REUSE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "core/judgement.h"
#include "core/problem.h"
#include "core/provenance.h"
#include "core/sha256.h"
#include "core/submission.h"
#include "judge/engine/test_judge.h"

namespace gavel::judge {

// Of a submission's text.
Sha256 HashText(absl::string_view text);

// The seed of a run, of source and test: the same on every machine and in every
// build, because a verdict may depend on it. Never 0, which engines take for
// "no seed".
uint32_t MakeSeed(const Sha256& source, absl::string_view test);

Sha256 ProgramKey(const Submission& submission, const Problem& problem,
                  const Engine& engine);
Sha256 TestKey(const TestCase& test, uint32_t seed);

// Whether a later judging may take it for its own.
bool MayBeReused(const JudgedTest& judged, const Problem& problem);

// The run with that key, as that of `test`; nullopt if there is none. Of those
// that a store found for the program.
std::optional<TestRun> FindReusable(const std::vector<TestRun>& runs,
                                    const Sha256& key, const TestCase& test);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_ENGINE_REUSE_H_
