/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A message that tries to reach the network in every way we know is shown by the program for
 * originals, under strace and with a server that counts who comes: nobody may, and no name may be
 * asked for. The same page in a view without the lock does leak, which proves the instruments.
 * Stands aside where WebKit or strace can't run. */

#include <gdk/gdk.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "app/original/hp-original-message.h"
#include "hp-live-fixture.h"

#define SKIPPED 77
#define DEADLINE_US (60 * G_USEC_PER_SEC)
#define ENOUGH_LEAKS 8
#define MAGENTA 0xffff00ffu

/* 1x1, magenta. */
#define DOT                                                                                        \
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z/AfAAQAAf8iCjrwAAAAAElFTkSuQmCC"

/* %1$u is the server's port. The last one leaves the page, so it stands last. */
#define HOSTILE                                                                                    \
  "<link rel='dns-prefetch' href='http://prefetch.helppari-leak.example'>"                         \
  "<link rel='preconnect' href='http://127.0.0.1:%1$u/preconnect'>"                                \
  "<link rel='prefetch' href='http://127.0.0.1:%1$u/prefetch'>"                                    \
  "<link rel='preload' as='image' href='http://127.0.0.1:%1$u/preload'>"                           \
  "<link rel='stylesheet' href='http://127.0.0.1:%1$u/sheet'>"                                     \
  "<link rel='icon' href='http://127.0.0.1:%1$u/icon'>"                                            \
  "<style>@import 'http://127.0.0.1:%1$u/import';"                                                 \
  "@font-face{font-family:x;src:url(http://127.0.0.1:%1$u/font)}"                                  \
  "p{font-family:x;background:url(http://127.0.0.1:%1$u/background)}"                              \
  "li{list-style-image:url(http://127.0.0.1:%1$u/bullet)}"                                         \
  "b::before{content:url(http://127.0.0.1:%1$u/content)}"                                          \
  "i{cursor:url(http://127.0.0.1:%1$u/cursor),auto}</style>"                                       \
  "<p>Hello<li>World</li><b>!</b><i>?</i></p>"                                                     \
  "<img src='http://127.0.0.1:%1$u/img' lowsrc='http://127.0.0.1:%1$u/lowsrc'>"                    \
  "<img srcset='http://127.0.0.1:%1$u/srcset 1x'>"                                                 \
  "<img src='http://image.helppari-leak.example/'>"                                                \
  "<picture><source srcset='http://127.0.0.1:%1$u/picture'><img></picture>"                        \
  "<table background='http://127.0.0.1:%1$u/table'><tr><td>x</td></tr></table>"                    \
  "<iframe src='http://127.0.0.1:%1$u/iframe'></iframe>"                                           \
  "<iframe srcdoc=\"<img src='http://127.0.0.1:%1$u/srcdoc'>\"></iframe>"                          \
  "<object data='http://127.0.0.1:%1$u/object'></object>"                                          \
  "<embed src='http://127.0.0.1:%1$u/embed'>"                                                      \
  "<video src='http://127.0.0.1:%1$u/video' poster='http://127.0.0.1:%1$u/poster' autoplay>"       \
  "<track default src='http://127.0.0.1:%1$u/track'></video>"                                      \
  "<audio src='http://127.0.0.1:%1$u/audio' autoplay></audio>"                                     \
  "<input type='image' src='http://127.0.0.1:%1$u/input'>"                                         \
  "<svg><image href='http://127.0.0.1:%1$u/svg'/><use href='http://127.0.0.1:%1$u/use#x'/></svg>"  \
  "<script src='http://127.0.0.1:%1$u/script'></script>"                                           \
  "<script>new Image().src='http://127.0.0.1:%1$u/inline';"                                        \
  "new WebSocket('ws://127.0.0.1:%1$u/socket')</script>"                                           \
  "<img src='cid:none' onerror=\"fetch('http://127.0.0.1:%1$u/handler')\">"                        \
  "<form action='http://127.0.0.1:%1$u/form'><button>x</button></form>"                            \
  "<base href='http://127.0.0.1:%1$u/'><img src='based'>"                                          \
  "<meta http-equiv='refresh' content='0;url=http://127.0.0.1:%1$u/refresh'>"

typedef struct
{
  GSocketService *server; /* (owned) */
  guint16 port;
  guint visits;
  char *folder;        /* (owned) */
  char *log;           /* (owned) of strace */
  char *picture;       /* (owned) */
  GSubprocess *traced; /* (owned) (nullable) */
  char *answer;        /* (owned) (nullable) the last line */
  gboolean has_ended;
} Fixture;

static gboolean
on_visit_cb (GSocketService *server,
             GSocketConnection *connection,
             GObject *source,
             Fixture *fixture)
{
  fixture->visits++;
  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  *fixture = (Fixture){ .server = g_socket_service_new () };
  fixture->port =
      g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->server), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->server, "incoming", G_CALLBACK (on_visit_cb), fixture);
  fixture->folder = g_dir_make_tmp ("helppari-leaks-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->log = g_build_filename (fixture->folder, "log", NULL);
  fixture->picture = g_build_filename (fixture->folder, "picture.png", NULL);
}

static void
on_ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Fixture *) data)->has_ended = TRUE;
}

static void
stop (Fixture *fixture)
{
  if (fixture->traced == NULL)
    return;
  g_subprocess_send_signal (fixture->traced, SIGTERM);
  hp_live_wait_until (fixture->has_ended);
  g_clear_object (&fixture->traced);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stop (fixture);
  g_socket_service_stop (fixture->server);
  g_object_unref (fixture->server);
  g_remove (fixture->log);
  g_remove (fixture->picture);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->log);
  g_free (fixture->picture);
  g_free (fixture->answer);
}

/* The tracer stands aside (-D), so that the program is our child and not the tracer. @cache:
 * (nullable) where the program may keep its filter. */
static void
start (Fixture *fixture, const char *program, const char *cache)
{
  g_autofree char *option = g_strconcat ("--screenshot=", fixture->picture, NULL);
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;

  if (cache != NULL)
    g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", cache, TRUE);
  fixture->has_ended = FALSE;
  fixture->traced = g_subprocess_launcher_spawn (launcher, &error, "strace", "-D", "-f", "-qq",
                                                 "-e", "trace=connect,sendto,sendmsg,sendmmsg",
                                                 "-o", fixture->log, program, option, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_async (fixture->traced, NULL, on_ended_cb, fixture);
}

static void
say (Fixture *fixture, const char *text, gboolean is_last)
{
  GOutputStream *input = g_subprocess_get_stdin_pipe (fixture->traced);
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (input, text, strlen (text), NULL, NULL, &error);
  g_assert_no_error (error);
  if (is_last)
    g_output_stream_close (input, NULL, NULL);
}

static char *
dup_page (Fixture *fixture)
{
  return g_strdup_printf (HOSTILE, fixture->port);
}

static guint
count_lines (Fixture *fixture, const char *word)
{
  g_autofree char *log = NULL;
  guint count = 0;

  if (!g_file_get_contents (fixture->log, &log, NULL, NULL))
    return 0;
  for (const char *at = log; (at = strstr (at, word)) != NULL; at += strlen (word))
    count++;
  return count;
}

/* Names are asked for at a server's port 53, or of the system's resolver. */
static guint
count_questions (Fixture *fixture)
{
  return count_lines (fixture, "htons(53)") + count_lines (fixture, "io.systemd.Resolve");
}

static gboolean
waits_for (Fixture *fixture, guint visits)
{
  return fixture->visits < visits || count_questions (fixture) == 0;
}

/* TRUE if a view without the lock leaks here, as it must where WebKit and strace can run. */
static gboolean
does_open_view_leak (void)
{
  Fixture fixture;
  g_autofree char *page = NULL;
  gint64 deadline = g_get_monotonic_time () + DEADLINE_US;
  guint alarm = g_timeout_add (100, hp_live_on_alarm_cb, NULL);
  gboolean leaks;

  set_up (&fixture, NULL);
  page = dup_page (&fixture);
  start (&fixture, OPEN_VIEW, NULL);
  say (&fixture, page, TRUE);
  while (!fixture.has_ended && waits_for (&fixture, ENOUGH_LEAKS) &&
         g_get_monotonic_time () < deadline)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
  leaks = !waits_for (&fixture, ENOUGH_LEAKS);
  g_test_message ("Without the lock: %u visits, %u questions for names", fixture.visits,
                  count_questions (&fixture));
  tear_down (&fixture, NULL);
  return leaks;
}

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->answer =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);
  g_assert_nonnull (fixture->answer);
}

static void
await (Fixture *fixture, GDataInputStream *answers, const char *expected)
{
  g_clear_pointer (&fixture->answer, g_free);
  g_data_input_stream_read_line_async (answers, G_PRIORITY_DEFAULT, NULL, on_answer_cb, fixture);
  hp_live_wait_until (fixture->answer != NULL);
  if (!g_str_has_prefix (fixture->answer, expected))
    g_assert_cmpstr (fixture->answer, ==, expected);
}

static void
show (Fixture *fixture, GDataInputStream *answers, const char *html)
{
  g_autoptr (GPtrArray) parts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hp_original_part_free);
  gsize length;
  guchar *dot = g_base64_decode (DOT, &length);
  g_autoptr (GBytes) bytes = g_bytes_new_take (dot, length);

  g_ptr_array_add (parts, hp_original_part_new ("dot@helppari", "image/png", bytes));
  g_autoptr (HpOriginalMessage) message = hp_original_message_new ("Leaks", html, 0, parts);
  g_autofree char *line = hp_original_message_dup_line (message);
  g_autofree char *whole = g_strconcat (line, "\n", NULL);
  say (fixture, whole, FALSE);
  await (fixture, answers, "shown");
  await (fixture, answers, "pictured");
}

static guint
count_magenta (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_filename (fixture->picture, &error);
  guint count = 0;

  g_assert_no_error (error);
  gsize pixels = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *data = g_new (guint32, pixels);
  gdk_texture_download (texture, (guchar *) data, (gsize) gdk_texture_get_width (texture) * 4);
  for (gsize i = 0; i < pixels; i++)
    count += data[i] == MAGENTA;
  return count;
}

/* Shown twice, so that what a page leaves running after it was drawn has its time too. */
static void
test_nothing_leaves (Fixture *fixture, gconstpointer data)
{
  g_autofree char *hostile = dup_page (fixture);
  g_autofree char *page =
      g_strconcat ("<img src='cid:dot%40helppari' width='50' height='40'>", hostile, NULL);

  start (fixture, g_getenv ("HELPPARI_SHOW_ORIGINAL"), NULL);
  g_autoptr (GDataInputStream) answers =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->traced));
  show (fixture, answers, page);
  g_assert_cmpuint (count_magenta (fixture), ==, 50 * 40);
  show (fixture, answers, page);
  show (fixture, answers, "<p>Nothing but words.</p>");
  g_assert_cmpuint (count_magenta (fixture), ==, 0);
  stop (fixture);
  g_assert_cmpuint (count_lines (fixture, "AF_UNIX"), >, 0);
  g_assert_cmpuint (count_lines (fixture, "AF_INET"), ==, 0);
  g_assert_cmpuint (count_questions (fixture), ==, 0);
  g_assert_cmpuint (fixture->visits, ==, 0);
}

/* Where the filter can't be made nothing is shown, and the program says so. */
static void
test_no_lock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *page = dup_page (fixture);
  g_autoptr (HpOriginalMessage) message = hp_original_message_new ("Leaks", page, 0, NULL);
  g_autofree char *line = hp_original_message_dup_line (message);
  g_autofree char *whole = g_strconcat (line, "\n", NULL);

  start (fixture, g_getenv ("HELPPARI_SHOW_ORIGINAL"), "/dev/null");
  g_autoptr (GDataInputStream) answers =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (fixture->traced));
  say (fixture, whole, FALSE);
  await (fixture, answers, "failed ");
  say (fixture, whole, FALSE);
  await (fixture, answers, "failed ");
  stop (fixture);
  g_assert_cmpuint (count_lines (fixture, "AF_INET"), ==, 0);
  g_assert_cmpuint (fixture->visits, ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *strace = g_find_program_in_path ("strace");

  g_test_init (&argc, &argv, NULL);
  if ((g_getenv ("DISPLAY") == NULL && g_getenv ("WAYLAND_DISPLAY") == NULL) || strace == NULL ||
      !does_open_view_leak ())
    return SKIPPED;
  g_test_add ("/original/nothing-leaves", Fixture, NULL, set_up, test_nothing_leaves, tear_down);
  g_test_add ("/original/no-lock", Fixture, NULL, set_up, test_no_lock, tear_down);
  return g_test_run ();
}
