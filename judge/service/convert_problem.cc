#include <algorithm>
#include <variant>

#include "core/utf8.h"
#include "gavel/v1/limits.pb.h"
#include "gavel/v1/problem_service.pb.h"
#include "judge/service/convert.h"

namespace gavel::judge {
namespace {

void GroupToProto(const Problem& problem, size_t index, v1::TestGroup* out) {
  const TestGroup& group = problem.groups[index];
  out->set_name(ToValidUtf8(group.name));
  out->set_test_count(static_cast<int32_t>(
      std::count_if(problem.tests.begin(), problem.tests.end(),
                    [index](const TestCase& test) {
                      return test.group == static_cast<int>(index);
                    })));
  const auto* scoring = std::get_if<GroupScoring>(&group.grading);
  if (scoring == nullptr) return;
  if (problem.scoring && scoring->max_score.has_value()) {
    out->set_max_score(*scoring->max_score);
  }
  for (const int other : scoring->require_pass) {
    out->add_require_pass(
        ToValidUtf8(problem.groups[static_cast<size_t>(other)].name));
  }
}

}  // namespace

void ToProto(const Problem& problem, v1::Problem* out) {
  out->set_id(problem.id);
  out->set_version(problem.version);
  out->set_title(ToValidUtf8(problem.title));
  ToProto(problem.limits, out->mutable_limits());
  out->set_test_count(static_cast<int32_t>(problem.tests.size()));
  for (const auto& [language, name] : problem.names) {
    v1::LocalizedName* added = out->add_names();
    added->set_language(ToValidUtf8(language));
    added->set_name(ToValidUtf8(name));
  }
  out->set_scoring(problem.scoring);
  out->set_interactive(problem.interactive);
  out->set_multi_pass(problem.multi_pass);
  out->set_minimize(problem.minimize);
  for (const Language language : problem.languages) {
    out->add_languages(std::string(LanguageName(language)));
  }
  for (size_t i = 0; i < problem.groups.size(); ++i) {
    GroupToProto(problem, i, out->add_groups());
  }
  for (const auto& [language, file] : problem.statements) {
    out->add_statement_languages(language);
  }
}

void ToProto(const ProblemSummary& summary, v1::Problem* out) {
  out->set_id(summary.id);
  out->set_version(summary.version);
  out->set_title(ToValidUtf8(summary.title));
  out->mutable_limits()->set_cpu_time_ms(
      absl::ToInt64Milliseconds(summary.cpu_time));
  out->mutable_limits()->set_memory_bytes(summary.memory.count());
  out->set_test_count(summary.test_count);
  out->set_scoring(summary.scoring);
  out->set_archived(summary.archived);
  convert::SetTime(summary.created, out->mutable_create_time());
}

}  // namespace gavel::judge
