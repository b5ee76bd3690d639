#include "storage/row_reader.h"

#include <limits>

#include "absl/strings/str_cat.h"

namespace gavel::storage {

template <typename T>
T RowReader::Check(const std::optional<T>& value, absl::string_view type) {
  if (value.has_value()) return *value;
  if (status_.ok()) {
    status_ = absl::DataLossError(
        absl::StrCat(row_.Attempt(), ": column ", column_, " is no ", type));
  }
  return T{};
}

int32_t RowReader::ReadInt32() {
  const int64_t number = ReadInt64();
  std::optional<int32_t> value;
  if (number >= std::numeric_limits<int32_t>::min() &&
      number <= std::numeric_limits<int32_t>::max()) {
    value = static_cast<int32_t>(number);
  }
  return Check(value, "32-bit number");
}

uint32_t RowReader::ReadUint32() {
  const int64_t number = ReadInt64();
  std::optional<uint32_t> value;
  if (number >= 0 && number <= std::numeric_limits<uint32_t>::max()) {
    value = static_cast<uint32_t>(number);
  }
  return Check(value, "32-bit number");
}

std::optional<int64_t> RowReader::ReadOptionalInt64() {
  const int column = column_++;
  if (row_.IsNull(column)) return std::nullopt;
  return row_.Int64(column);
}

std::optional<double> RowReader::ReadOptionalDouble() {
  const int column = column_++;
  if (row_.IsNull(column)) return std::nullopt;
  return row_.Double(column);
}

Verdict RowReader::ReadVerdict() {
  return Check(VerdictFromNumber(ReadInt64()), "verdict");
}

Reason RowReader::ReadReason() {
  return Check(ReasonFromNumber(ReadInt64()), "reason");
}

Language RowReader::ReadLanguage() {
  return Check(LanguageFromNumber(ReadInt64()), "language");
}

Sha256 RowReader::ReadHash() {
  return Check(Sha256FromBytes(ReadString()), "SHA-256");
}

std::optional<Sha256> RowReader::ReadOptionalHash() {
  if (!NextIsNull()) return ReadHash();
  ++column_;
  return std::nullopt;
}

Execution RowReader::ReadExecution() {
  Execution execution;
  execution.verdict = ReadVerdict();
  execution.reason = ReadReason();
  execution.message = ReadString();
  execution.exit_code = ReadInt32();
  execution.signal = ReadInt32();
  execution.line = ReadInt32();
  execution.column = ReadInt32();
  execution.cpu_time = ReadDuration();
  execution.wall_time = ReadDuration();
  execution.memory = ReadBytes();
  return execution;
}

}  // namespace gavel::storage
