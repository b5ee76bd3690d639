// What tests of exports share.
#ifndef GAVEL_TESTS_JUDGE_CONTEST_EXPORT_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_CONTEST_EXPORT_FIXTURE_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/contest.h"
#include "judge/contest/export.h"

namespace gavel::contest {

// t0000 asked and was told alone; t0001 asked, and all were told; all were told
// something; t0002 waits.
std::vector<Clarification> Talk(const Contest& contest);

// "no such file" if there is none.
std::string ContentOf(const std::vector<ExportedFile>& files,
                      const std::string& path);

// The lines of the feed.
std::vector<nlohmann::json> Events(const ExportInput& input);
// The data of those of a type.
std::vector<nlohmann::json> Of(const std::vector<nlohmann::json>& events,
                               const std::string& type);

}  // namespace gavel::contest

#endif  // GAVEL_TESTS_JUDGE_CONTEST_EXPORT_FIXTURE_H_
