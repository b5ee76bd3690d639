// What the commands here return to the shell, beside 0 and 1.
//
// Source:  sysexits.h; timeout(1) for 124; 128 + SIGKILL and 128 + SIGXFSZ
#ifndef GAVEL_JUDGE_LOCAL_EXIT_STATUS_H_
#define GAVEL_JUDGE_LOCAL_EXIT_STATUS_H_

namespace gavel::judge {

inline constexpr int kExitNotAccepted = 1;
inline constexpr int kExitCompileError = 65;
inline constexpr int kExitBadData = 65;
inline constexpr int kExitNoInput = 66;
inline constexpr int kExitJudgeError = 70;
inline constexpr int kExitTimeLimit = 124;
inline constexpr int kExitMemoryLimit = 137;
inline constexpr int kExitOutputLimit = 153;

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_LOCAL_EXIT_STATUS_H_
