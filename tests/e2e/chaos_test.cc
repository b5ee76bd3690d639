// A contest whose server and zygote are killed again and again ends as it would
// have undisturbed.
//
// What is compared is all that does not depend on the clock: penalty times do,
// as a kill delays what comes after it, and so do ranks with ICPC rules. Of
// ICPC penalties the part for rejected attempts is compared, which is what is
// left without the times of the solved problems; ranks are compared with IOI
// rules, which know no time.
//
// GAVEL_CHAOS_SEED chooses submissions and kills.
#include <google/protobuf/util/time_util.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "tests/e2e/entries.h"
#include "tests/e2e/revived_server.h"

namespace gavel::e2e {
namespace {

using ::google::protobuf::util::TimeUtil;

constexpr size_t kEntries = 500;
constexpr size_t kContestants = 16;
// Threads that submit; each plays some contestants, whose submissions keep
// their order.
constexpr size_t kClients = 4;
// How many of a thread's submissions wait for their verdicts at most.
constexpr size_t kAhead = 6;
constexpr size_t kKills = 14;
constexpr const char* kContest = "storm";

uint64_t Seed() {
  const char* given = std::getenv("GAVEL_CHAOS_SEED");
  uint64_t seed = 0;
  EXPECT_TRUE(absl::SimpleAtoi(given == nullptr ? "1" : given, &seed)) << given;
  return seed;
}

std::string ContestantId(size_t index) { return absl::StrCat("team", index); }

struct Kill {
  // Answers and verdicts that clients have got by then.
  size_t after = 0;
  bool only_zygote = false;
};

// Far enough apart that nothing that one hits still runs at the next: a run
// that two zygotes die of is JE, as it should be.
std::vector<Kill> DrawKills(uint64_t seed) {
  constexpr size_t kEvents = 2 * kEntries;
  constexpr size_t kApart = kEvents / (kKills + 1);
  std::mt19937_64 random(seed);
  std::vector<Kill> kills;
  for (size_t i = 0; i < kKills; ++i) {
    kills.push_back({.after = 1 + i * kApart + random() % (kApart / 2),
                     .only_zygote = i % 2 == 0});
  }
  return kills;
}

// Lines, one for each contestant.
using Board = std::vector<std::string>;

std::string CellsText(const v1::StandingsRow& row) {
  std::string text;
  for (const v1::StandingsCell& cell : row.cells()) {
    absl::StrAppend(&text, " | ", cell.attempts(), cell.solved() ? "+" : "-",
                    " ", cell.pending(), " waiting, ",
                    cell.has_points() ? absl::StrCat(cell.points()) : "no",
                    " points");
  }
  return text;
}

Board IcpcBoard(const v1::Standings& standings) {
  Board board;
  for (const v1::StandingsRow& row : standings.rows()) {
    google::protobuf::Duration rejected = row.penalty();
    for (const v1::StandingsCell& cell : row.cells()) {
      if (cell.solved()) rejected = rejected - cell.time();
    }
    board.push_back(absl::StrCat(row.user_id(), ": ", row.solved(), " solved, ",
                                 TimeUtil::ToString(rejected),
                                 " for rejected attempts", CellsText(row)));
  }
  std::sort(board.begin(), board.end());
  return board;
}

Board IoiBoard(const v1::Standings& standings) {
  Board board;
  for (const v1::StandingsRow& row : standings.rows()) {
    board.push_back(absl::StrCat(row.rank(), ". ", row.user_id(), ": ",
                                 row.points(), CellsText(row)));
  }
  return board;
}

// Plays all entries on a server of its own. Each gets the verdict that it has
// to get, or the test fails.
class StormyContest {
 public:
  explicit StormyContest(const std::vector<Entry>& entries)
      : entries_(entries), ids_(entries.size()) {
    AddProblems();
    MakeContest();
  }

  void Play(const std::vector<Kill>& kills) {
    std::vector<std::thread> clients;
    for (size_t i = 0; i < kClients; ++i) {
      clients.emplace_back([this, i] { PlayShare(i); });
    }
    for (const Kill& kill : kills) {
      AwaitEvents(kill.after);
      kill.only_zygote ? server_.KillZygote() : server_.KillServer();
    }
    for (std::thread& client : clients) client.join();
    // Clients always have a call under way, so that kills hit some.
    EXPECT_EQ(server_.repeated() > 0, !kills.empty());
  }

  // Every key has one submission, and this one judgement. To send all again
  // makes nothing new.
  void ExpectEachOnce() {
    for (size_t i = 0; i < entries_.size(); ++i) {
      const std::string first = ids_[i];
      ASSERT_TRUE(Submit(i));
      EXPECT_EQ(ids_[i], first) << entries_[i].key;
    }
    std::map<std::string, v1::Submission> by_key;
    for (const v1::Submission& submission : List()) {
      EXPECT_TRUE(
          by_key.emplace(submission.idempotency_key(), submission).second)
          << submission.idempotency_key() << " twice";
    }
    EXPECT_EQ(by_key.size(), entries_.size());
    for (size_t i = 0; i < entries_.size(); ++i) {
      ExpectJudgedOnce(ids_[i], entries_[i], by_key[entries_[i].key]);
    }
  }

  Board Icpc() { return IcpcBoard(GetStandings()); }

  // Changes the rules for good.
  Board Ioi() {
    v1::GetContestRequest get;
    get.set_contest_id(kContest);
    v1::GetContestResponse got;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.contests().GetContest(context, get, &got);
    });
    v1::UpdateContestRequest update;
    *update.mutable_contest() = got.contest();
    update.mutable_contest()->mutable_rules()->mutable_ioi();
    v1::UpdateContestResponse updated;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.contests().UpdateContest(context, update, &updated);
    });
    return IoiBoard(GetStandings());
  }

 private:
  using Attempt =
      absl::FunctionRef<grpc::Status(Server&, grpc::ClientContext*)>;

  // Fails the test, and ends the play, if the call fails.
  bool Check(Attempt call) {
    const grpc::Status status = server_.Call(call);
    EXPECT_TRUE(status.ok())
        << status.error_code() << " " << status.error_message();
    absl::MutexLock lock(&mu_);
    if (!status.ok()) broken_ = true;
    return !broken_;
  }

  void AddProblems() {
    for (const std::string& problem : kContestProblems) {
      const CommandResult added = RunGavel(
          absl::StrCat("problem upload " GAVEL_BINARY_DIR "/problems/", problem,
                       " --server ", server_.Current()->address()));
      EXPECT_EQ(added.status, 0) << added.out;
    }
  }

  void MakeContest() {
    v1::CreateContestRequest request;
    v1::Contest& contest = *request.mutable_contest();
    contest.set_id(kContest);
    contest.set_name(kContest);
    const auto now = TimeUtil::GetCurrentTime();
    *contest.mutable_start_time() = now - TimeUtil::HoursToDuration(1);
    *contest.mutable_end_time() = now + TimeUtil::HoursToDuration(24);
    contest.mutable_rules()->mutable_icpc()->set_exact_seconds(true);
    for (const std::string& problem : kContestProblems) {
      contest.add_problems()->set_problem_id(problem);
    }
    v1::CreateContestResponse response;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.contests().CreateContest(context, request, &response);
    });
    for (size_t i = 0; i < kContestants; ++i) Register(ContestantId(i));
  }

  void Register(const std::string& user) {
    v1::RegisterRequest request;
    request.set_contest_id(kContest);
    request.mutable_registration()->set_user_id(user);
    request.mutable_registration()->set_team_name(user);
    v1::RegisterResponse response;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.contests().Register(context, request, &response);
    });
  }

  void PlayShare(size_t client) {
    std::vector<size_t> share;
    for (size_t i = 0; i < entries_.size(); ++i) {
      if (entries_[i].contestant % kClients == client) share.push_back(i);
    }
    for (size_t i = 0; i < share.size() + kAhead; ++i) {
      if (i < share.size() && !Submit(share[i])) return;
      if (i >= kAhead && !AwaitVerdict(share[i - kAhead])) return;
    }
  }

  bool Submit(size_t index) {
    const Entry& entry = entries_[index];
    v1::SubmitRequest request;
    request.set_contest_id(kContest);
    request.set_problem_id(entry.problem);
    request.set_file_name(entry.file_name);
    request.set_source(entry.source);
    request.set_on_behalf_of(ContestantId(entry.contestant));
    request.set_idempotency_key(entry.key);
    v1::SubmitResponse response;
    const bool accepted =
        Check([&](Server& server, grpc::ClientContext* context) {
          return server.submissions().Submit(context, request, &response);
        });
    ids_[index] = response.submission().id();
    CountEvent();
    return accepted;
  }

  bool AwaitVerdict(size_t index) {
    v1::WatchSubmissionRequest request;
    request.set_submission_id(ids_[index]);
    v1::WatchSubmissionResponse event;
    const bool judged =
        Check([&](Server& server, grpc::ClientContext* context) {
          const auto stream =
              server.submissions().WatchSubmission(context, request);
          while (stream->Read(&event)) {
          }
          return stream->Finish();
        });
    const v1::Judgement& judgement = event.judged().judgement();
    EXPECT_EQ(judgement.verdict(), entries_[index].verdict)
        << entries_[index].problem << "/" << entries_[index].file_name << "\n"
        << judgement.DebugString();
    CountEvent();
    return judged;
  }

  void CountEvent() {
    absl::MutexLock lock(&mu_);
    ++events_;
  }

  void AwaitEvents(size_t count) {
    absl::MutexLock lock(&mu_);
    const auto reached = [&]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mu_) {
      return events_ >= count || broken_;
    };
    mu_.Await(absl::Condition(&reached));
  }

  std::vector<v1::Submission> List() {
    v1::ListSubmissionsRequest request;
    request.set_page_size(1000);
    v1::ListSubmissionsResponse page;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.submissions().ListSubmissions(context, request, &page);
    });
    EXPECT_EQ(page.next_page_token(), "");
    return {page.submissions().begin(), page.submissions().end()};
  }

  void ExpectJudgedOnce(const std::string& id, const Entry& entry,
                        const v1::Submission& listed) {
    EXPECT_EQ(listed.id(), id) << entry.key;
    EXPECT_EQ(listed.user_id(), ContestantId(entry.contestant)) << entry.key;
    EXPECT_EQ(listed.judgement().verdict(), entry.verdict) << entry.key;
    v1::ListJudgementsRequest request;
    request.set_submission_id(id);
    v1::ListJudgementsResponse response;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.submissions().ListJudgements(context, request, &response);
    });
    EXPECT_EQ(response.judgements_size(), 1) << entry.key;
  }

  v1::Standings GetStandings() {
    v1::GetStandingsRequest request;
    request.set_contest_id(kContest);
    request.set_board(v1::BOARD_JUDGES);
    v1::GetStandingsResponse response;
    Check([&](Server& server, grpc::ClientContext* context) {
      return server.contests().GetStandings(context, request, &response);
    });
    EXPECT_EQ(response.standings().rows_size(), int{kContestants});
    return response.standings();
  }

  const std::vector<Entry> entries_;
  // Of the entry with the same index, of its last answer. Each is one thread's.
  std::vector<std::string> ids_;
  RevivedServer server_;
  absl::Mutex mu_;
  size_t events_ ABSL_GUARDED_BY(mu_) = 0;
  bool broken_ ABSL_GUARDED_BY(mu_) = false;
};

TEST(ChaosTest, AContestWhoseServerIsKilledEndsAsOneThatIsLeftAlone) {
  const uint64_t seed = Seed();
  SCOPED_TRACE(absl::StrCat("GAVEL_CHAOS_SEED=", seed));
  const std::vector<Entry> entries = DrawEntries(seed, kEntries, kContestants);
  StormyContest stormy(entries);
  stormy.Play(DrawKills(seed));
  stormy.ExpectEachOnce();
  StormyContest calm(entries);
  calm.Play({});
  calm.ExpectEachOnce();
  EXPECT_EQ(stormy.Icpc(), calm.Icpc());
  EXPECT_EQ(stormy.Ioi(), calm.Ioi());
}

}  // namespace
}  // namespace gavel::e2e
