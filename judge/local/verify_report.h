// The verification of a package, for people and for scripts.
//
// Shape:   for people: what was looked at, the time limit, a table of the
//          examples, one of their test groups, then everything that is wrong,
//          and a last line. For scripts one object, names and units as in the
//          public API
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_LOCAL_VERIFY_REPORT_H_
#define GAVEL_JUDGE_LOCAL_VERIFY_REPORT_H_

#include <string>

#include "cli/format.h"
#include "judge/verify/report.h"

namespace gavel::judge {

std::string ReportToText(const verify::Report& report, cli::Style style);

std::string ReportToJson(const verify::Report& report);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_VERIFY_REPORT_H_
