// What contestants submit in a contest: drawn from a seed, each with the
// verdict that it has to get.
//
// Shape:   programs are the examples of sample problems, which say in the name
// of
//          their directory what they get; those that take long are left out
// Threads: blocks on files
#ifndef GAVEL_TESTS_E2E_ENTRIES_H_
#define GAVEL_TESTS_E2E_ENTRIES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "gavel/v1/judgement.pb.h"

namespace gavel::e2e {

// The contest's columns.
extern const std::vector<std::string> kContestProblems;

struct Entry {
  // Its idempotency key.
  std::string key = {};
  // An index below the number of contestants.
  uint64_t contestant = 0;
  std::string problem;
  std::string file_name;
  std::string source;
  v1::Verdict verdict = v1::VERDICT_UNSPECIFIED;
};

// Equal for equal arguments.
std::vector<Entry> DrawEntries(uint64_t seed, size_t count,
                               uint64_t contestants);

}  // namespace gavel::e2e

#endif  // GAVEL_TESTS_E2E_ENTRIES_H_
