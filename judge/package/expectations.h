// What an example submission promises, and whether a judgement keeps it.
//
// Shape:   a submission has any number of expectations, which all hold at once.
//          Verdicts of tests that were not run are nobody's promise
// Threads: pure, safe anywhere
// Source:  problem package formats 2025-09 and legacy, "Example submissions"
#ifndef GAVEL_JUDGE_PACKAGE_EXPECTATIONS_H_
#define GAVEL_JUDGE_PACKAGE_EXPECTATIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/judgement.h"
#include "core/verdict.h"
#include "judge/package/time_limit.h"

namespace gavel::package {

enum class TimeUse : uint8_t {
  // By the rule of the format: what may not be too slow bounds the time limit
  // from below, what has to be and nothing else from above.
  kInferred,
  kNone,
  kLower,
  kUpper,
};

struct Expectation {
  // Where it is stated: "submissions/accepted".
  std::string source;
  // Glob for the tests and groups that it is about: "secret/*-easy"; empty for
  // all.
  std::string tests = {};
  // Verdicts that every test must have one of, and that some test must have one
  // of; nullopt: any. MLE and OLE pass for RTE, of which the format has no
  // kinds.
  std::optional<std::vector<Verdict>> permitted = {};
  std::optional<std::vector<Verdict>> required = {};
  // What the judgement as a whole must have one of.
  std::optional<std::vector<Verdict>> final_verdict = {};
  // Least and most, of the judgement or of the groups that `tests` names.
  std::optional<std::pair<double, double>> score = {};
  // The score is short of the best one possible.
  bool partial_score = false;
  // In the message for judges of some test.
  std::string message = {};
  TimeUse time_use = TimeUse::kInferred;
};

// What the judgement does not keep, one sentence each, with what judges are
// told of it, which is text of programs; empty if it is as expected. JE is
// never expected.
std::vector<std::string> FindUnexpected(
    const std::vector<Expectation>& expectations, const Judgement& judgement);

// Adds what the judgement says of the time limit.
void AddTimes(const std::vector<Expectation>& expectations,
              const Judgement& judgement, SlowestTimes& times);

// Whether AddTimes would take it for a bound from below.
bool BoundsFromBelow(const std::vector<Expectation>& expectations);

// The verdict that a submission promises when no more than one is possible
// beside AC, as in the directories of the format: for lists of examples.
// nullopt for anything else.
std::optional<Verdict> PromisedVerdict(
    const std::vector<Expectation>& expectations);

}  // namespace gavel::package

#endif  // GAVEL_JUDGE_PACKAGE_EXPECTATIONS_H_
