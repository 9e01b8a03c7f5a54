#define _GNU_SOURCE
#include "CEditLine.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

EditLine *editline_open(const char *program, int input, int output) {
  FILE *in = fdopen(dup(input), "r");
  FILE *out = fdopen(dup(output), "w");
  FILE *complaints = fopen("/dev/null", "w");
  EditLine *editor = in && out && complaints ? el_init(program, in, out, complaints) : NULL;
  if (!editor) {
    if (in) fclose(in);
    if (out) fclose(out);
    if (complaints) fclose(complaints);
    return NULL;
  }
  // libedit's own handling sends signals on to the whole process group.
  el_wset(editor, EL_SIGNAL, 0);
  return editor;
}

void editline_close(EditLine *editor) {
  // Without this libedit would set the terminal, and throw away what is typed ahead.
  el_wset(editor, EL_EDITMODE, 0);
  FILE *streams[3] = {NULL, NULL, NULL};
  for (int i = 0; i < 3; i++) el_wget(editor, EL_GETFP, i, &streams[i]);
  el_end(editor);
  for (int i = 0; i < 3; i++) {
    if (streams[i]) fclose(streams[i]);
  }
}

void editline_set_owner(EditLine *editor, void *owner) { el_wset(editor, EL_CLIENTDATA, owner); }

void *editline_owner(EditLine *editor) {
  void *owner = NULL;
  el_wget(editor, EL_CLIENTDATA, &owner);
  return owner;
}

void editline_set_terminal(EditLine *editor, const char *name) { el_wset(editor, EL_TERMINAL, name); }

void editline_set_prompt(EditLine *editor, editline_prompt prompt) {
  el_wset(editor, EL_PROMPT_ESC, prompt, (wchar_t)1);
}

void editline_set_reader(EditLine *editor, el_rfunc_t reader) { el_wset(editor, EL_GETCFN, reader); }

void editline_add_command(EditLine *editor, const wchar_t *name, editline_command command) {
  el_wset(editor, EL_ADDFN, name, name, command);
}

void editline_bind(EditLine *editor, bool in_command_map, const wchar_t *key, const wchar_t *command) {
  if (in_command_map) {
    el_wset(editor, EL_BIND, L"-a", key, command, NULL);
  } else {
    el_wset(editor, EL_BIND, key, command, NULL);
  }
}

void editline_use_emacs(EditLine *editor) { el_wset(editor, EL_EDITOR, L"emacs"); }

bool editline_is_vi(EditLine *editor) {
  const wchar_t *name = NULL;
  return el_wget(editor, EL_EDITOR, &name) == 0 && name && name[0] == L'v';
}

void editline_set_modes(EditLine *editor) {
  el_wset(editor, EL_SETTY, L"-x", L"-icanon", L"-echo", NULL);
  el_wset(editor, EL_SETTY, L"-d", L"-isig", L"-ixon", L"-icrnl", L"-inlcr", NULL);
}

void editline_refresh(EditLine *editor) { el_wset(editor, EL_REFRESH); }

void editline_write(EditLine *editor, const char *bytes, size_t count) {
  FILE *stream = NULL;
  el_wget(editor, EL_GETFP, 1, &stream);
  if (!stream) return;
  fwrite(bytes, 1, count, stream);
  fflush(stream);
}

void editline_prepare_terminal(EditLine *editor, bool raw) { el_wset(editor, EL_PREP_TERM, (int)raw); }

int character_cells(wchar_t character) { return wcwidth(character); }

static int signal_ends[2] = {-1, -1};

static void note_signal(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  ssize_t written = write(signal_ends[1], &byte, 1);
  (void)written;
  errno = saved;
}

int signal_pipe(void) {
  if (signal_ends[0] >= 0) return signal_ends[0];
  if (pipe(signal_ends) != 0) return -1;
  fcntl(signal_ends[0], F_SETFD, FD_CLOEXEC);
  fcntl(signal_ends[1], F_SETFD, FD_CLOEXEC);
  fcntl(signal_ends[1], F_SETFL, O_NONBLOCK);
  return signal_ends[0];
}

static int set_handler(int number, void (*handler)(int)) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  return sigaction(number, &action, NULL);
}

int signal_pipe_watch(int number) { return set_handler(number, note_signal); }

// A thread may have been started with all signals blocked.
static void raise_unblocked(int number) {
  sigset_t one, mask;
  sigemptyset(&one);
  sigaddset(&one, number);
  pthread_sigmask(SIG_UNBLOCK, &one, &mask);
  // To this thread only, hence before the next line; the default action concerns them all.
  raise(number);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
}

void signal_stop(bool whole_group) {
  struct sigaction before;
  sigaction(SIGTSTP, NULL, &before);
  if (whole_group) {
    set_handler(SIGTSTP, SIG_IGN);
    kill(0, SIGTSTP);
  }
  set_handler(SIGTSTP, SIG_DFL);
  raise_unblocked(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}

void signal_die(int number) {
  set_handler(number, SIG_DFL);
  raise_unblocked(number);
  _exit(128 + number);
}
