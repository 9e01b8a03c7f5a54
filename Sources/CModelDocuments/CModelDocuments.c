#include "CModelDocuments.h"

// #embed is C23; clang has it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char nano_banana_pro[] = {
#embed "documents/fal-ai__nano-banana-pro.json"
};

static const unsigned char flux_2_klein_9b[] = {
#embed "documents/fal-ai__flux-2__klein__9b.json"
};

static const unsigned char z_image_turbo[] = {
#embed "documents/fal-ai__z-image__turbo.json"
};

static const unsigned char qwen_image_max_edit[] = {
#embed "documents/fal-ai__qwen-image-max__edit.json"
};

static const unsigned char kling_video_o3_pro_image_to_video[] = {
#embed "documents/fal-ai__kling-video__o3__pro__image-to-video.json"
};

static const unsigned char veo3_1[] = {
#embed "documents/fal-ai__veo3.1.json"
};

static const unsigned char minimax_speech_2_8_turbo[] = {
#embed "documents/fal-ai__minimax__speech-2.8-turbo.json"
};

static const unsigned char nemotron_asr[] = {
#embed "documents/fal-ai__nemotron__asr.json"
};

static const unsigned char hunyuan_3d_v3_1_rapid_text_to_3d[] = {
#embed "documents/fal-ai__hunyuan-3d__v3.1__rapid__text-to-3d.json"
};

static const unsigned char router[] = {
#embed "documents/openrouter__router.json"
};

static const CModelDocument documents[] = {
  {"fal-ai/nano-banana-pro", nano_banana_pro, sizeof nano_banana_pro},
  {"fal-ai/flux-2/klein/9b", flux_2_klein_9b, sizeof flux_2_klein_9b},
  {"fal-ai/z-image/turbo", z_image_turbo, sizeof z_image_turbo},
  {"fal-ai/qwen-image-max/edit", qwen_image_max_edit, sizeof qwen_image_max_edit},
  {"fal-ai/kling-video/o3/pro/image-to-video", kling_video_o3_pro_image_to_video,
   sizeof kling_video_o3_pro_image_to_video},
  {"fal-ai/veo3.1", veo3_1, sizeof veo3_1},
  {"fal-ai/minimax/speech-2.8-turbo", minimax_speech_2_8_turbo, sizeof minimax_speech_2_8_turbo},
  {"fal-ai/nemotron/asr", nemotron_asr, sizeof nemotron_asr},
  {"fal-ai/hunyuan-3d/v3.1/rapid/text-to-3d", hunyuan_3d_v3_1_rapid_text_to_3d,
   sizeof hunyuan_3d_v3_1_rapid_text_to_3d},
  {"openrouter/router", router, sizeof router},
};

size_t cmodel_document_count(void) { return sizeof documents / sizeof documents[0]; }

CModelDocument cmodel_document_at(size_t index) { return documents[index]; }
