#include "tests/judge/contest/export_fixture.h"

#include <cstdint>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace gavel::contest {
namespace {

using Json = nlohmann::json;

Clarification Question(int64_t id, const std::string& from,
                       const std::string& question, absl::Time created) {
  Clarification one;
  one.id = id;
  one.from = from;
  one.question = question;
  one.created = created;
  return one;
}

Clarification Answered(Clarification one, const std::string& answer,
                       bool to_all) {
  one.answer = answer;
  one.answered_by = "judith";
  one.to_all = to_all;
  one.answered = one.created + absl::Minutes(2);
  return one;
}

}  // namespace

std::vector<Clarification> Talk(const Contest& contest) {
  const auto at = [&](int minute) {
    return contest.start + absl::Minutes(minute);
  };
  Clarification about_a = Question(1, "t0000", "May I?", at(10));
  about_a.problem = "A";
  return {Answered(about_a, "You may.", false),
          Answered(Question(2, "t0001", "Is n\nlarge?", at(11)), "No.", true),
          Answered(Question(3, "", "", at(14)), "Lunch!", true),
          Question(4, "t0002", "Hello?", at(15))};
}

std::string ContentOf(const std::vector<ExportedFile>& files,
                      const std::string& path) {
  for (const ExportedFile& file : files) {
    if (file.path == path) return file.content;
  }
  return "no such file";
}

std::vector<Json> Events(const ExportInput& input) {
  const std::string feed =
      ContentOf(ExportEventFeed(input), "event-feed.ndjson");
  std::vector<Json> events;
  for (const absl::string_view line :
       absl::StrSplit(feed, '\n', absl::SkipEmpty())) {
    events.push_back(Json::parse(line.begin(), line.end()));
  }
  return events;
}

std::vector<Json> Of(const std::vector<Json>& events, const std::string& type) {
  std::vector<Json> data;
  for (const Json& event : events) {
    if (event["type"] == type) data.push_back(event["data"]);
  }
  return data;
}

}  // namespace gavel::contest
