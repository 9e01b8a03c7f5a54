#include "CImageCodecs.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <webp/decode.h>
#include <webp/encode.h>

// A PNG of a few kilobytes can inflate to gigabytes: no single buffer may.
#define LARGEST_BUFFER ((size_t)512 * 1024 * 1024)

static void *bounded_malloc(size_t count) { return count > LARGEST_BUFFER ? NULL : malloc(count); }

static void *bounded_realloc(void *old, size_t count) { return count > LARGEST_BUFFER ? NULL : realloc(old, count); }

#define STBI_MALLOC(count) bounded_malloc(count)
#define STBI_REALLOC(old, count) bounded_realloc(old, count)
#define STBI_FREE(old) free(old)
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_ONLY_GIF
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STBI_MAX_DIMENSIONS (1 << 16)
#define STBI_WRITE_NO_STDIO
#define STB_IMAGE_STATIC
#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_WRITE_IMPLEMENTATION

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Weverything"
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>
#pragma clang diagnostic pop

int image_codecs_size(const uint8_t *bytes, size_t count, int *width, int *height) {
  int channels;
  if (count > INT_MAX) return 0;
  return stbi_info_from_memory(bytes, (int)count, width, height, &channels);
}

uint8_t *image_codecs_decode(const uint8_t *bytes, size_t count, int *width, int *height) {
  int channels;
  if (count > INT_MAX) return NULL;
  return stbi_load_from_memory(bytes, (int)count, width, height, &channels, 4);
}

int image_codecs_webp_size(const uint8_t *bytes, size_t count, int *width, int *height) {
  return WebPGetInfo(bytes, count, width, height);
}

uint8_t *image_codecs_webp_decode(const uint8_t *bytes, size_t count, int *width, int *height) {
  if (!WebPGetInfo(bytes, count, width, height)) return NULL;
  size_t stride = (size_t)*width * 4, size = stride * (size_t)*height;
  uint8_t *pixels = bounded_malloc(size);
  if (pixels && !WebPDecodeRGBAInto(bytes, count, pixels, size, (int)stride)) {
    free(pixels);
    return NULL;
  }
  return pixels;
}

uint8_t *image_codecs_png(const uint8_t *pixels, int width, int height, int channels, size_t *count) {
  int length = 0;
  uint8_t *png = stbi_write_png_to_mem(pixels, width * channels, width, height, channels, &length);
  *count = (size_t)length;
  return png;
}

typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
  int failed;
} Output;

static void append(void *context, void *bytes, int count) {
  Output *output = context;
  size_t needed = output->count + (size_t)count;
  if (needed > output->capacity) {
    size_t capacity = needed * 2;
    uint8_t *grown = bounded_realloc(output->bytes, capacity);
    if (!grown) output->failed = 1;
    if (output->failed) return;
    output->bytes = grown;
    output->capacity = capacity;
  }
  memcpy(output->bytes + output->count, bytes, (size_t)count);
  output->count = needed;
}

uint8_t *image_codecs_jpeg(const uint8_t *rgba, int width, int height, int quality, size_t *count) {
  Output output = {NULL, 0, 0, 0};
  int written = stbi_write_jpg_to_func(append, &output, width, height, 4, rgba, quality);
  *count = output.count;
  if (written && !output.failed) return output.bytes;
  free(output.bytes);
  return NULL;
}

static int configure(WebPConfig *config, int quality, int lossless) {
  if (!WebPConfigInit(config)) return 0;
  // Level 1 of 9: a lossless megapixel takes a second at the library's default.
  if (lossless) return WebPConfigLosslessPreset(config, 1) && (config->exact = 1);
  config->quality = (float)quality;
  config->method = 2;
  return WebPValidateConfig(config);
}

uint8_t *image_codecs_webp(const uint8_t *rgba, int width, int height, int quality, int lossless, size_t *count) {
  WebPConfig config;
  WebPPicture picture;
  WebPMemoryWriter writer;
  if (!configure(&config, quality, lossless) || !WebPPictureInit(&picture)) return NULL;
  WebPMemoryWriterInit(&writer);
  picture.use_argb = lossless;
  picture.width = width;
  picture.height = height;
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &writer;
  int encoded = WebPPictureImportRGBA(&picture, rgba, width * 4) && WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  if (!encoded) WebPMemoryWriterClear(&writer);
  *count = writer.size;
  return writer.mem;
}

void image_codecs_free(void *buffer) { free(buffer); }
