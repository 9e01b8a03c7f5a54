#include "CLame.h"

#include <limits.h>
#include <stdlib.h>

#include <lame/lame.h>

static lame_global_flags *open_encoder(int channels, int sample_rate, int kilobits, int info_frame) {
  lame_global_flags *lame = lame_init();
  if (!lame) return NULL;
  lame_set_num_channels(lame, channels);
  lame_set_in_samplerate(lame, sample_rate);
  lame_set_out_samplerate(lame, sample_rate);
  lame_set_mode(lame, channels == 1 ? MONO : JOINT_STEREO);
  lame_set_brate(lame, kilobits);
  lame_set_quality(lame, 7);
  lame_set_disable_reservoir(lame, 1);
  lame_set_bWriteVbrTag(lame, info_frame);
  lame_set_write_id3tag_automatic(lame, 0);
  if (lame_init_params(lame) >= 0) return lame;
  lame_close(lame);
  return NULL;
}

static int encode(lame_global_flags *lame, const int16_t *samples, int frames, int channels, uint8_t *out, int room) {
  if (channels == 1) return lame_encode_buffer(lame, samples, samples, frames, out, room);
  return lame_encode_buffer_interleaved(lame, (short *)samples, frames, out, room);
}

uint8_t *mp3_encode(
    const int16_t *samples, size_t frames, int channels, int sample_rate, int kilobits, int info_frame, size_t *count) {
  // lame's own bound for a buffer, and one more for the frames still inside it.
  size_t room = frames + frames / 4 + 4 * 7200;
  *count = 0;
  if (room > INT_MAX) return NULL;
  lame_global_flags *lame = open_encoder(channels, sample_rate, kilobits, info_frame);
  uint8_t *out = lame ? malloc(room) : NULL;
  int written = out ? encode(lame, samples, (int)frames, channels, out, (int)room) : -1;
  int rest = written >= 0 ? lame_encode_flush(lame, out + written, (int)room - written) : -1;
  // The info frame was left blank until the length was known.
  if (rest >= 0 && info_frame) lame_get_lametag_frame(lame, out, room);
  if (lame) lame_close(lame);
  if (rest < 0) {
    free(out);
    return NULL;
  }
  *count = (size_t)written + (size_t)rest;
  return out;
}

void mp3_free(void *buffer) { free(buffer); }
