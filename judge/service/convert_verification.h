// The report of a verification as a message.
//
// Threads: pure, safe anywhere
#ifndef GAVEL_JUDGE_SERVICE_CONVERT_VERIFICATION_H_
#define GAVEL_JUDGE_SERVICE_CONVERT_VERIFICATION_H_

#include "judge/verify/report.h"

namespace gavel::v1 {
class VerificationReport;
}  // namespace gavel::v1

namespace gavel::judge {

// Without the version of the problem, which a report does not know.
void ToProto(const verify::Report& report, v1::VerificationReport* out);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_CONVERT_VERIFICATION_H_
