// The default output validator once more, as slow and simple as its
// specification: whole tokens in lists, numbers digit by digit.
//
// Shape:   tolerances are texts, which stand for themselves
// Threads: pure, safe anywhere
// Source:  problem package format 2025-09, "Default output validator"
#ifndef GAVEL_TESTS_FUZZ_COMPARE_ORACLE_H_
#define GAVEL_TESTS_FUZZ_COMPARE_ORACLE_H_

#include <optional>
#include <string>

namespace gavel::judge {

struct OracleOptions {
  bool case_sensitive = false;
  bool space_change_sensitive = false;
  std::optional<std::string> absolute_tolerance;
  std::optional<std::string> relative_tolerance;
};

// nullopt where it would take too long: exponents of more than three digits.
std::optional<bool> OracleAccepts(const std::string& output,
                                  const std::string& answer,
                                  const OracleOptions& options);

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_FUZZ_COMPARE_ORACLE_H_
