#include "sandbox/engine/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <limits>

#include "sandbox/engine/report.h"
#include "sandbox/engine/streams.h"
#include "sandbox/engine/v8_compat.h"

namespace gavel::sandbox {
namespace {

// Strings are written by so many code units at a time.
constexpr int kPiece = 4096;
constexpr size_t kMostBytesPerUnit = 3;

using Scratch = std::array<char, kPiece * kMostBytesPerUnit>;

void ThrowTooLong(v8::Isolate* isolate) {
  isolate->ThrowException(v8::Exception::Error(v8::String::NewFromUtf8Literal(
      isolate, "Cannot create a string longer than 0x1fffffe8 characters")));
}

bool IsLead(uint32_t unit) { return (unit & 0xfc00) == 0xd800; }
bool IsTrail(uint32_t unit) { return (unit & 0xfc00) == 0xdc00; }

char* Put(uint32_t point, char* to) {
  const auto byte = [&](uint32_t value) { *to++ = static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xc0 | point >> 6);
    byte(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    byte(0xe0 | point >> 12);
    byte(0x80 | (point >> 6 & 0x3f));
    byte(0x80 | (point & 0x3f));
  } else {
    byte(0xf0 | point >> 18);
    byte(0x80 | (point >> 12 & 0x3f));
    byte(0x80 | (point >> 6 & 0x3f));
    byte(0x80 | (point & 0x3f));
  }
  return to;
}

// Of Latin-1 or UTF-16.
template <typename Unit>
size_t Encode(const Unit* units, int count, Scratch& to) {
  constexpr uint32_t kReplacement = 0xfffd;
  char* end = to.data();
  for (int i = 0; i < count; ++i) {
    uint32_t point = units[i];
    if (IsLead(point) && i + 1 < count && IsTrail(units[i + 1])) {
      point = 0x10000 + ((point - 0xd800) << 10) + (units[++i] - 0xdc00U);
    } else if (IsLead(point) || IsTrail(point)) {
      point = kReplacement;
    }
    end = Put(point, end);
  }
  return static_cast<size_t>(end - to.data());
}

size_t WriteLatin1Piece(v8::Isolate* isolate, int fd,
                        v8::Local<v8::String> text, int start, int count) {
  const size_t units = static_cast<size_t>(count);
  if (char* room = OutputRoom(fd, units); room != nullptr) {
    WriteOneByte(isolate, text, start, count, reinterpret_cast<uint8_t*>(room));
    if (IsAscii(room, units)) {
      KeepOutput(fd, units);
      return units;
    }
  }
  std::array<uint8_t, kPiece> piece;
  Scratch encoded;
  WriteOneByte(isolate, text, start, count, piece.data());
  const size_t size = Encode(piece.data(), count, encoded);
  WriteOutput(fd, encoded.data(), size);
  return size;
}

size_t WriteLatin1(v8::Isolate* isolate, int fd, v8::Local<v8::String> text) {
  size_t bytes = 0;
  const int length = text->Length();
  for (int start = 0; start < length; start += kPiece) {
    bytes += WriteLatin1Piece(isolate, fd, text, start,
                              std::min(kPiece, length - start));
  }
  return bytes;
}

size_t WriteUtf16(v8::Isolate* isolate, int fd, v8::Local<v8::String> text) {
  std::array<uint16_t, kPiece> piece;
  Scratch encoded;
  size_t bytes = 0;
  const int length = text->Length();
  for (int start = 0; start < length;) {
    int count = std::min(kPiece, length - start);
    WriteTwoByte(isolate, text, start, count, piece.data());
    // A pair stays together.
    if (start + count < length && IsLead(piece[static_cast<size_t>(count) - 1]))
      --count;
    const size_t size = Encode(piece.data(), count, encoded);
    WriteOutput(fd, encoded.data(), size);
    bytes += size;
    start += count;
  }
  return bytes;
}

// Characters over the output limit for which a text is laid out all the same.
constexpr int64_t kMostInVain = 16 << 20;

}  // namespace

bool IsAscii(const char* data, size_t size) {
  constexpr size_t kBlock = 64;
  constexpr uint64_t kHighBits = 0x8080808080808080U;
  size_t i = 0;
  for (; i + kBlock <= size; i += kBlock) {
    std::array<uint64_t, kBlock / 8> words;
    std::memcpy(words.data(), data + i, kBlock);
    uint64_t bits = 0;
    for (const uint64_t word : words) bits |= word;
    if ((bits & kHighBits) != 0) return false;
  }
  char bits = 0;
  for (; i < size; ++i) bits = static_cast<char>(bits | data[i]);
  return (bits & 0x80) == 0;
}

v8::MaybeLocal<v8::String> DecodeLatin1(v8::Isolate* isolate, const char* data,
                                        size_t size) {
  if (size > static_cast<size_t>(v8::String::kMaxLength)) {
    ThrowTooLong(isolate);
    return {};
  }
  return v8::String::NewFromOneByte(
      isolate, reinterpret_cast<const uint8_t*>(data),
      v8::NewStringType::kNormal, static_cast<int>(size));
}

v8::MaybeLocal<v8::String> DecodeUtf8(v8::Isolate* isolate, const char* data,
                                      size_t size) {
  if (IsAscii(data, size)) return DecodeLatin1(isolate, data, size);
  if (size > static_cast<size_t>(std::numeric_limits<int>::max())) {
    ThrowTooLong(isolate);
    return {};
  }
  v8::Local<v8::String> text;
  if (!v8::String::NewFromUtf8(isolate, data, v8::NewStringType::kNormal,
                               static_cast<int>(size))
           .ToLocal(&text)) {
    ThrowTooLong(isolate);
    return {};
  }
  return text;
}

size_t WriteText(v8::Isolate* isolate, int fd, v8::Local<v8::String> text) {
  // V8 lays out the whole of a text before it gives a part. Of what cannot fit,
  // for a character is at least a byte, that is not done if it may take all
  // memory.
  if (text->Length() - kMostInVain > OutputLeft()) {
    EndAtLimit(wire::Claim::kOutput, "output limit exceeded");
  }
  return text->IsOneByte() ? WriteLatin1(isolate, fd, text)
                           : WriteUtf16(isolate, fd, text);
}

}  // namespace gavel::sandbox
