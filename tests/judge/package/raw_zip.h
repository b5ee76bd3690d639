// Zip files made byte by byte, so that tests can make them lie.
//
// Shape:   entries in order, then the central directory; no Zip64
// Threads: pure
// Source:  PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16
#ifndef GAVEL_TESTS_JUDGE_PACKAGE_RAW_ZIP_H_
#define GAVEL_TESTS_JUDGE_PACKAGE_RAW_ZIP_H_

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gavel::package {

inline uint32_t Crc32(const std::string& bytes) {
  uint32_t crc = 0xffffffff;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) {
      crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
    }
  }
  return ~crc;
}

struct RawEntry {
  static constexpr uint16_t kStored = 0;
  static constexpr uint16_t kDeflated = 8;

  std::string name;
  // As it lies in the file.
  std::string packed = "x";
  uint16_t method = kStored;
  uint16_t flags = 0;
  uint32_t mode = S_IFREG | 0644;
  // What the headers say; taken from `packed` if not given.
  std::optional<uint32_t> crc;
  std::optional<uint32_t> size;
  // Where the central directory says the entry begins, if it lies.
  std::optional<uint32_t> offset;
};

inline RawEntry Raw(const std::string& name, const std::string& packed = "x") {
  RawEntry entry;
  entry.name = name;
  entry.packed = packed;
  return entry;
}

class RawZip {
 public:
  explicit RawZip(const std::vector<RawEntry>& entries) {
    for (const RawEntry& entry : entries) Add(entry);
    const size_t begin = bytes_.size();
    bytes_ += central_;
    Put32(bytes_, 0x06054b50);
    Put16(bytes_, 0);
    Put16(bytes_, 0);
    Put16(bytes_, static_cast<uint16_t>(entries.size()));
    Put16(bytes_, static_cast<uint16_t>(entries.size()));
    Put32(bytes_, static_cast<uint32_t>(central_.size()));
    Put32(bytes_, static_cast<uint32_t>(begin));
    Put16(bytes_, 0);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  static void Put16(std::string& to, uint16_t value) {
    to.push_back(static_cast<char>(value & 0xff));
    to.push_back(static_cast<char>(value >> 8));
  }
  static void Put32(std::string& to, uint32_t value) {
    Put16(to, static_cast<uint16_t>(value & 0xffff));
    Put16(to, static_cast<uint16_t>(value >> 16));
  }

  // The fields that both headers share, from "version needed" on.
  static void PutCommon(std::string& to, const RawEntry& entry) {
    const auto packed_size = static_cast<uint32_t>(entry.packed.size());
    Put16(to, 20);
    Put16(to, entry.flags);
    Put16(to, entry.method);
    Put16(to, 0);
    Put16(to, (1 << 5) | 1);
    Put32(to, entry.crc.value_or(Crc32(entry.packed)));
    Put32(to, packed_size);
    Put32(to, entry.size.value_or(packed_size));
    Put16(to, static_cast<uint16_t>(entry.name.size()));
    Put16(to, 0);
  }

  void Add(const RawEntry& entry) {
    const auto offset = static_cast<uint32_t>(bytes_.size());
    Put32(central_, 0x02014b50);
    Put16(central_, (3 << 8) | 20);
    PutCommon(central_, entry);
    Put16(central_, 0);
    Put16(central_, 0);
    Put16(central_, 0);
    Put32(central_, entry.mode << 16);
    Put32(central_, entry.offset.value_or(offset));
    central_ += entry.name;
    if (entry.offset.has_value()) return;
    Put32(bytes_, 0x04034b50);
    PutCommon(bytes_, entry);
    bytes_ += entry.name;
    bytes_ += entry.packed;
  }

  std::string bytes_;
  std::string central_;
};

// A deflate stream of 1 + 258 * matches zero bytes.
class ZeroStream {
 public:
  explicit ZeroStream(size_t matches) {
    PutBits(0b011, 3);       // the last block, with fixed codes
    PutCode(0b00110000, 8);  // literal 0
    for (size_t i = 0; i < matches; ++i) {
      PutCode(0b11000101, 8);  // length 258
      PutCode(0, 5);           // distance 1
    }
    PutCode(0, 7);  // the end
    PutBits(0, 7);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  // Huffman codes come highest bit first, everything else lowest bit first.
  void PutCode(uint32_t code, int width) {
    while (width-- > 0) PutBits((code >> width) & 1, 1);
  }
  void PutBits(uint32_t value, int width) {
    pending_ |= value << pending_width_;
    for (pending_width_ += width; pending_width_ >= 8; pending_width_ -= 8) {
      bytes_.push_back(static_cast<char>(pending_ & 0xff));
      pending_ >>= 8;
    }
  }

  std::string bytes_;
  uint32_t pending_ = 0;
  int pending_width_ = 0;
};

}  // namespace gavel::package

#endif  // GAVEL_TESTS_JUDGE_PACKAGE_RAW_ZIP_H_
