// The objects as files: a package of one file an endpoint, and the feed of them
// all.

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "judge/contest/clics.h"
#include "judge/contest/export.h"

namespace gavel::contest {
namespace {

constexpr char kFeed[] = "event-feed.ndjson";

std::string Dump(const Json& json, int indent) {
  return absl::StrCat(
      json.dump(indent, ' ', false, Json::error_handler_t::replace), "\n");
}

// Lines of notifications, numbered by their tokens.
class Feed {
 public:
  void Add(const char* type, Json id, Json object) {
    const Json event = {{"type", type},
                        {"id", std::move(id)},
                        {"data", std::move(object)},
                        {"token", absl::StrCat(++count_)}};
    absl::StrAppend(&text_, Dump(event, -1));
  }
  // Of which there is one: without an id.
  void AddOnly(const char* type, Json object) {
    Add(type, nullptr, std::move(object));
  }
  void AddAll(const char* type, std::vector<Json> objects) {
    for (Json& object : objects) {
      Json id = object["id"];
      Add(type, std::move(id), std::move(object));
    }
  }
  std::string Take() && { return std::move(text_); }

 private:
  std::string text_;
  int count_ = 0;
};

struct Event {
  const char* type;
  Clics::Timed timed;
};

// Everything that happened, in its order; what refers to something comes after
// it.
std::vector<Event> Happened(const Clics& clics) {
  std::vector<Event> events;
  const auto add = [&](const char* type, std::vector<Clics::Timed> list) {
    for (Clics::Timed& timed : list) events.push_back({type, std::move(timed)});
  };
  add("submissions", clics.Submissions());
  add("judgements", clics.Judgements());
  add("clarifications", clics.Clarifications());
  std::stable_sort(events.begin(), events.end(),
                   [](const Event& a, const Event& b) {
                     return a.timed.time < b.timed.time;
                   });
  return events;
}

std::string FeedText(const Clics& clics) {
  Feed feed;
  feed.AddOnly("contest", clics.Contest());
  feed.AddAll("judgement-types", clics.JudgementTypes());
  feed.AddAll("languages", clics.Languages());
  feed.AddAll("groups", clics.Groups());
  feed.AddAll("problems", clics.Problems());
  feed.AddAll("teams", clics.Teams());
  feed.AddAll("accounts", clics.Accounts());
  for (Event& event : Happened(clics)) {
    Json id = event.timed.object["id"];
    feed.Add(event.type, std::move(id), std::move(event.timed.object));
  }
  feed.AddAll("awards", clics.Awards());
  feed.AddOnly("state", clics.State());
  return std::move(feed).Take();
}

std::string Objects(const std::vector<Clics::Timed>& list) {
  Json array = Json::array();
  for (const Clics::Timed& timed : list) array.push_back(timed.object);
  return Dump(array, 1);
}

}  // namespace

std::vector<ExportedFile> ExportEventFeed(const ExportInput& input) {
  return {{kFeed, FeedText(Clics(input))}};
}

std::vector<ExportedFile> ExportClicsPackage(const ExportInput& input) {
  const Clics clics(input);
  const Json api = {
      {"version", "2023-06"},
      {"version_url", "https://ccs-specs.icpc.io/2023-06/contest_api"},
      {"name", "Gavel"}};
  std::vector<ExportedFile> files = {
      {"api.json", Dump(api, 1)},
      {"contest.json", Dump(clics.Contest(), 1)},
      {"judgement-types.json", Dump(clics.JudgementTypes(), 1)},
      {"languages.json", Dump(clics.Languages(), 1)},
      {"problems.json", Dump(clics.Problems(), 1)},
      {"groups.json", Dump(clics.Groups(), 1)},
      {"teams.json", Dump(clics.Teams(), 1)},
      {"submissions.json", Objects(clics.Submissions())},
      {"judgements.json", Objects(clics.Judgements())},
      {"clarifications.json", Objects(clics.Clarifications())},
      {"awards.json", Dump(clics.Awards(), 1)},
      {"state.json", Dump(clics.State(), 1)},
      {"scoreboard.json", Dump(clics.Scoreboard(), 1)},
      {kFeed, FeedText(clics)}};
  if (!input.public_only) {
    files.push_back({"accounts.json", Dump(clics.Accounts(), 1)});
  }
  return files;
}

}  // namespace gavel::contest
