#include "judge/engine/one_off.h"

#include "core/bytes.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/engine/memory_file.h"
#include "judge/engine/output_size.h"
#include "judge/engine/runner.h"

namespace gavel::judge {

absl::StatusOr<OneOffResult> RunOneOff(const OneOff& one_off,
                                       sandbox::Sandbox& sandbox) {
  Runner runner(
      sandbox,
      {one_off.language, one_off.file_name, one_off.source, one_off.type_check},
      one_off.limits, "one-off program");
  OneOffResult result;
  GAVEL_ASSIGN_OR_RETURN(result.compilation, runner.Load());
  result.warnings = runner.warnings();
  if (result.compilation.verdict != Verdict::kAccepted) return result;

  OwnedFd output;
  OwnedFd error;
  const auto make_input = [&]() -> absl::StatusOr<sandbox::RunInput> {
    sandbox::RunInput input;
    GAVEL_ASSIGN_OR_RETURN(input.standard_input,
                           MakeMemoryFile(one_off.standard_input));
    GAVEL_ASSIGN_OR_RETURN(input.standard_output, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(input.standard_error, MakeMemoryFile());
    GAVEL_ASSIGN_OR_RETURN(output, Duplicate(input.standard_output));
    GAVEL_ASSIGN_OR_RETURN(error, Duplicate(input.standard_error));
    return input;
  };
  GAVEL_ASSIGN_OR_RETURN(result.execution, runner.Run(make_input));
  GAVEL_ASSIGN_OR_RETURN(const Bytes output_size, FileSize(output));
  GAVEL_ASSIGN_OR_RETURN(const Bytes error_size, FileSize(error));
  CheckOutputSize(output_size + error_size, one_off.limits.output,
                  result.execution);

  GAVEL_ASSIGN_OR_RETURN(result.standard_output,
                         ReadStart(output, one_off.limits.output));
  const Bytes left(one_off.limits.output.count() -
                   static_cast<int64_t>(result.standard_output.size()));
  GAVEL_ASSIGN_OR_RETURN(result.standard_error, ReadStart(error, left));
  return result;
}

}  // namespace gavel::judge
