#ifndef CIMAGECODECS_H
#define CIMAGECODECS_H

#include <stddef.h>
#include <stdint.h>

// Pictures are rows of RGBA pixels, 4 bytes each, top row first. Every buffer
// that is returned was allocated here and is freed with image_codecs_free;
// NULL or 0 says that the input could not be read or memory did not suffice.

/// Reads the size of a PNG, JPEG, GIF or BMP without decoding it.
int image_codecs_size(const uint8_t *bytes, size_t count, int *width, int *height);
/// Decodes the first frame of a PNG, JPEG, GIF or BMP.
uint8_t *image_codecs_decode(const uint8_t *bytes, size_t count, int *width, int *height);
/// Reads the size of a WebP without decoding it.
int image_codecs_webp_size(const uint8_t *bytes, size_t count, int *width, int *height);
/// Decodes a WebP that is no animation.
uint8_t *image_codecs_webp_decode(const uint8_t *bytes, size_t count, int *width, int *height);

/// Encodes a PNG of `channels` bytes a pixel: 3 (RGB) or 4 (RGBA).
uint8_t *image_codecs_png(const uint8_t *pixels, int width, int height, int channels, size_t *count);
/// Encodes a JPEG of RGBA pixels, alpha left out; quality from 1 to 100.
uint8_t *image_codecs_jpeg(const uint8_t *rgba, int width, int height, int quality, size_t *count);
/// Encodes a WebP; quality from 0 to 100, or lossless if `lossless` is not 0.
uint8_t *image_codecs_webp(const uint8_t *rgba, int width, int height, int quality, int lossless, size_t *count);

void image_codecs_free(void *buffer);

#endif
