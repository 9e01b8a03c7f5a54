#ifndef CEDITLINE_H
#define CEDITLINE_H

#include <stdio.h>
#include <stdbool.h>
#include <wchar.h>
#include <histedit.h>

// What Swift cannot import of libedit: its variadic calls, one typed function for each form.

typedef wchar_t *(*editline_prompt)(EditLine *);
typedef unsigned char (*editline_command)(EditLine *, wint_t);

/// Opens an editor on duplicates of two descriptors; what libedit itself complains of goes nowhere.
/// NULL when a stream cannot be opened.
EditLine *editline_open(const char *program, int input, int output);
/// Ends the editor and closes its streams; does not touch the terminal.
void editline_close(EditLine *editor);

void editline_set_owner(EditLine *editor, void *owner);
void *editline_owner(EditLine *editor);
void editline_set_terminal(EditLine *editor, const char *name);
void editline_set_prompt(EditLine *editor, editline_prompt prompt);
void editline_set_reader(EditLine *editor, el_rfunc_t reader);
/// `name` must live as long as the editor: libedit keeps the pointer.
void editline_add_command(EditLine *editor, const wchar_t *name, editline_command command);
/// Binds a key in the main map, or in vi's command map.
void editline_bind(EditLine *editor, bool in_command_map, const wchar_t *key, const wchar_t *command);
void editline_use_emacs(EditLine *editor);
bool editline_is_vi(EditLine *editor);
/// While editing, Ctrl-C, Ctrl-Z, Ctrl-S and carriage returns arrive as they are; between lines what is
/// typed is not echoed.
void editline_set_modes(EditLine *editor);
/// Draws prompt and input anew from the cursor's place.
void editline_refresh(EditLine *editor);
/// Writes to the terminal through the stream that libedit draws on.
void editline_write(EditLine *editor, const char *bytes, size_t count);
/// Raw mode on or off.
void editline_prepare_terminal(EditLine *editor, bool raw);

/// Cells by the C library's table, which libedit goes by; -1 for characters that it cannot show.
int character_cells(wchar_t character);

// Signals: handlers that write the signal's number to a pipe.

/// The reading end of the process's one signal pipe, or -1.
int signal_pipe(void);
int signal_pipe_watch(int number);
/// Stops this process as the terminal's stop key would, and returns when it is continued; if asked to,
/// the others of its group first: the program that started it, perhaps.
void signal_stop(bool whole_group);
/// Ends this process by a signal, whose handler is no longer called.
_Noreturn void signal_die(int number);

#endif
