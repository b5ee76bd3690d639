// Executions and judgements as JSON for scripts.
//
// Shape:   names and units as in the public API; verdicts as codes ("TLE"),
//          reasons as in ReasonName, "" for none; scores only where there are
//          some; one object, indented, with a
//          line feed at the end
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_LOCAL_JSON_H_
#define GAVEL_JUDGE_LOCAL_JSON_H_

#include <string>

#include "core/execution.h"
#include "core/judgement.h"

namespace gavel::judge {

// With what it wrote; bytes that are not UTF-8 come as stdout_base64 and
// stderr_base64 instead.
std::string ExecutionToJson(const Execution& execution,
                            const std::string& standard_output,
                            const std::string& standard_error);

std::string JudgementToJson(const Judgement& judgement);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_JSON_H_
