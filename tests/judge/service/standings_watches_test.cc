#include "judge/service/standings_watches.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/judge/service/contest_test_base.h"

namespace gavel::judge {
namespace {

using ::grpc::StatusCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

// What a client has that follows a stream of standings.
class Follower {
 public:
  void Take(const v1::WatchStandingsResponse& message) {
    if (!message.changes_only()) {
      whole_ = message.standings();
      return;
    }
    std::map<std::string, v1::StandingsRow> rows;
    std::vector<std::string> order(message.order().begin(),
                                   message.order().end());
    for (const v1::StandingsRow& row : whole_.rows()) {
      rows[row.user_id()] = row;
      if (message.order().empty()) order.push_back(row.user_id());
    }
    for (const v1::StandingsRow& row : message.standings().rows()) {
      rows[row.user_id()] = row;
    }
    whole_.clear_rows();
    for (const std::string& user : order) *whole_.add_rows() = rows[user];
    whole_.set_state(message.standings().state());
    whole_.set_frozen(message.standings().frozen());
  }
  const v1::Standings& whole() const { return whole_; }

 private:
  v1::Standings whole_;
};

class StandingsStreamTest : public ContestTest {
 protected:
  struct Watch {
    std::unique_ptr<grpc::ClientContext> context;
    std::unique_ptr<grpc::ClientReader<v1::WatchStandingsResponse>> reader;
    Follower follower;

    // Reads until the rows are those; false if the stream ends before.
    bool Await(const std::vector<std::string>& rows) {
      v1::WatchStandingsResponse message;
      while (Rows(follower.whole()) != rows) {
        if (!reader->Read(&message)) return false;
        ++messages;
        changed_rows +=
            message.changes_only() ? message.standings().rows_size() : 0;
        follower.Take(message);
      }
      return true;
    }
    int messages = 0;
    int changed_rows = 0;
  };

  Watch Open(const std::string& user, v1::Board board = v1::BOARD_PUBLIC) {
    v1::WatchStandingsRequest request;
    request.set_contest_id("finals");
    request.set_board(board);
    Watch watch;
    watch.context = As(user);
    watch.reader = stub_->WatchStandings(watch.context.get(), request);
    return watch;
  }
};

TEST_F(StandingsStreamTest, ChangesAppliedAreTheWhole) {
  Create(Finals());
  for (const char* user : {"ada", "bob", "eve"}) Register(user);
  GoTo(start());
  Watch watch = Open("ada");
  ASSERT_TRUE(watch.Await(
      {"1 ada 0 [0+0 0+0]", "1 bob 0 [0+0 0+0]", "1 eve 0 [0+0 0+0]"}));
  Submit("bob", "A");
  ASSERT_TRUE(watch.Await(
      {"1 bob 1 [1+0 0+0]", "2 ada 0 [0+0 0+0]", "2 eve 0 [0+0 0+0]"}));
  Submit("eve", "A", "print 4");
  Submit("eve", "A");
  Submit("eve", "B");
  ASSERT_TRUE(watch.Await(
      {"1 eve 2 [2+0 1+0]", "2 bob 1 [1+0 0+0]", "3 ada 0 [0+0 0+0]"}));
  EXPECT_EQ(Rows(watch.follower.whole()), Rows(Standings("ada")));
  watch.context->TryCancel();
}

TEST_F(StandingsStreamTest, EveryWatcherOfABoardSeesTheSame) {
  v1::Contest contest = Finals();
  contest.mutable_freeze()->set_seconds(3600);
  Create(contest);
  Register("ada");
  GoTo(end() - absl::Minutes(30));
  std::vector<Watch> watches;
  for (int i = 0; i < 20; ++i) watches.push_back(Open("ada"));
  Watch judge = Open("judge", v1::BOARD_JUDGES);
  for (Watch& watch : watches) {
    ASSERT_TRUE(watch.Await({"1 ada 0 [0+0 0+0]"}));
  }
  Submit("ada", "A");
  for (Watch& watch : watches) {
    ASSERT_TRUE(watch.Await({"1 ada 0 [0+1 0+0]"}));
    EXPECT_TRUE(watch.follower.whole().frozen());
  }
  ASSERT_TRUE(judge.Await({"1 ada 1 [1+0 0+0]"}));
  for (Watch& watch : watches) watch.context->TryCancel();
  judge.context->TryCancel();
}

TEST_F(StandingsStreamTest, AClientThatReadsLateMissesNothing) {
  Create(Finals());
  Register("ada");
  GoTo(start());
  Watch slow = Open("ada");
  ASSERT_TRUE(slow.Await({"1 ada 0 [0+0 0+0]"}));
  Watch fast = Open("ada");
  for (int i = 1; i <= 5; ++i) {
    Submit("ada", "A", "print 4");
    ASSERT_TRUE(fast.Await({absl::StrCat("1 ada 0 [", i, "+0 0+0]")}));
  }
  ASSERT_TRUE(slow.Await({"1 ada 0 [5+0 0+0]"}));
  slow.context->TryCancel();
  fast.context->TryCancel();
}

TEST_F(StandingsStreamTest, EndsWhenNothingIsToCome) {
  v1::Contest contest = Finals();
  contest.mutable_freeze()->set_seconds(3600);
  Create(contest);
  Register("ada", absl::Minutes(10));
  GoTo(end() - absl::Minutes(30));
  Submit("ada", "A");
  Watch watch = Open("ada");
  ASSERT_TRUE(watch.Await({"1 ada 0 [0+1 0+0]"}));
  GoTo(end() + absl::Minutes(10));
  v1::ThawContestRequest thaw;
  thaw.set_contest_id("finals");
  v1::ThawContestResponse thawed;
  ASSERT_TRUE(stub_->ThawContest(As("judge").get(), thaw, &thawed).ok());
  ASSERT_TRUE(watch.Await({"1 ada 1 [1+0 0+0]"}));
  EXPECT_FALSE(watch.Await({"never"}));
  const grpc::Status status = watch.reader->Finish();
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(watch.follower.whole().state(), v1::CONTEST_STATE_OVER);
}

TEST_F(StandingsStreamTest, EndsForWhoMayNotLookAndAtShutdown) {
  Create(Finals());
  Register("ada");
  Watch stranger = Open("eve");
  EXPECT_FALSE(stranger.Await({"never"}));
  EXPECT_EQ(stranger.reader->Finish().error_code(), StatusCode::NOT_FOUND);
  Watch nosy = Open("ada", v1::BOARD_JUDGES);
  EXPECT_FALSE(nosy.Await({"never"}));
  EXPECT_EQ(nosy.reader->Finish().error_code(), StatusCode::PERMISSION_DENIED);
  Watch watch = Open("ada");
  ASSERT_TRUE(watch.Await({"1 ada 0 [0+0 0+0]"}));
  // Nothing of a problem before it begins.
  EXPECT_EQ(watch.follower.whole().problems(0).title(), "");
  server_->Shutdown(absl::Seconds(10));
  EXPECT_FALSE(watch.Await({"never"}));
  EXPECT_EQ(watch.reader->Finish().error_code(), StatusCode::UNAVAILABLE);
}

// From one state to another.

BoardState MakeState(const std::vector<std::string>& users) {
  BoardState state;
  for (const std::string& user : users) {
    v1::StandingsRow& row = *state.standings.add_rows();
    row.set_user_id(user.substr(0, 1));
    row.set_rank(state.standings.rows_size());
    row.set_points(static_cast<double>(user.size()));
    state.rows.push_back(row.SerializeAsString());
  }
  return state;
}

TEST(StandingsChangesTest, NothingIsNothing) {
  EXPECT_EQ(StandingsChanges(MakeState({"a", "b"}), MakeState({"a", "b"})),
            nullptr);
}

TEST(StandingsChangesTest, OnlyRowsThatChanged) {
  const auto changes =
      StandingsChanges(MakeState({"a", "b", "c"}), MakeState({"a", "bb", "c"}));
  ASSERT_THAT(changes->standings().rows(), SizeIs(1));
  EXPECT_EQ(changes->standings().rows(0).user_id(), "b");
  EXPECT_THAT(changes->order(), IsEmpty());
}

TEST(StandingsChangesTest, TheOrderWhereItChanged) {
  const auto changes =
      StandingsChanges(MakeState({"a", "b", "c"}), MakeState({"b", "c"}));
  EXPECT_THAT(changes->order(), ElementsAre("b", "c"));
}

TEST(StandingsChangesTest, AllOfItWhereTheColumnsChanged) {
  BoardState columns = MakeState({"a", "b"});
  columns.standings.add_problems()->set_label("A");
  const auto changes = StandingsChanges(MakeState({"a", "b"}), columns);
  EXPECT_FALSE(changes->changes_only());
  EXPECT_THAT(changes->standings().rows(), SizeIs(2));
}

// What is computed when.

class BoardsTest : public ContestTest {
 protected:
  std::shared_ptr<const BoardState> Look(Board board = Board::kPublic) {
    return boards_->Current("finals", board).value();
  }
  void SetUp() override {
    ContestTest::SetUp();
    boards_ = std::make_unique<Boards>(*contests_, *store_, clock_);
    v1::Contest contest = Finals();
    contest.mutable_freeze()->set_seconds(3600);
    Create(contest);
    Register("ada");
    GoTo(start());
  }
  void TearDown() override {
    boards_.reset();
    ContestTest::TearDown();
  }
  std::unique_ptr<Boards> boards_;
};

TEST_F(BoardsTest, ComputesOnlyWhatChanged) {
  const auto first = Look();
  EXPECT_EQ(Look(), first);
  GoTo(start() + absl::Hours(1));
  EXPECT_EQ(Look(), first);
  EXPECT_EQ(boards_->computed(), 1);
  Submit("ada", "A");
  EXPECT_NE(Look(), first);
  EXPECT_EQ(boards_->computed(), 2);
  // Each board for itself.
  EXPECT_EQ(Look(Board::kJudges), Look(Board::kJudges));
  EXPECT_EQ(boards_->computed(), 3);
  EXPECT_FALSE(Look()->standings.frozen());
  GoTo(end() - absl::Hours(1));
  EXPECT_TRUE(Look()->standings.frozen());
}

TEST_F(BoardsTest, FollowsEditsThatItIsToldOf) {
  EXPECT_THAT(Look()->standings.rows(), SizeIs(1));
  Register("bob");
  boards_->Touch("finals");
  EXPECT_THAT(Look()->standings.rows(), SizeIs(2));
  EXPECT_EQ(boards_->Current("nothing", Board::kPublic).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_F(BoardsTest, ForgetsNothingWhenTheClockIsSetBack) {
  GoTo(start() + absl::Hours(1));
  Submit("ada", "A");
  GoTo(start() + absl::Minutes(1));
  EXPECT_THAT(Rows(Look()->standings), ElementsAre("1 ada 1 [1+0 0+0]"));
}

}  // namespace
}  // namespace gavel::judge
