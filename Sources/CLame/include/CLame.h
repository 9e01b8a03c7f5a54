#ifndef CLAME_H
#define CLAME_H

#include <stddef.h>
#include <stdint.h>

/// The MP3 of `frames` frames of interleaved samples at constant bit rate,
/// each MP3 frame readable without the ones before it.
///
/// `channels` is 1 or 2; `sample_rate` one of MPEG's, in Hz; with `info_frame`
/// other than 0 a frame that says the exact length comes first. Returns NULL
/// if lame refuses the settings or memory does not suffice; what is returned
/// is freed with mp3_free.
uint8_t *mp3_encode(
    const int16_t *samples, size_t frames, int channels, int sample_rate, int kilobits, int info_frame, size_t *count);

void mp3_free(void *buffer);

#endif
