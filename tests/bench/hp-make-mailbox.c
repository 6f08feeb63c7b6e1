/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a mailbox as a web shop's would be, always the same for one seed: threads of 1 to 12 mails
 * run beside each other in time, customers write in Finnish, Swedish and English, and agents
 * answer. What is written comes in order of time, with memory for the open threads alone. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib.h>
#include <glib/gstdio.h>

#include "hp-babble.h"
#include "hp-mail-writer.h"

#define OWN_ADDRESS "tuki@havukka.example.com"
#define START G_GINT64_CONSTANT (1704067200) /* 2024-01-01 */
#define SPAN (900 * 86400.0)
#define N_CUSTOMERS 1000
#define N_DOMAINS 300
#define THREAD_MAX 12
#define PERCENT_QUOTING 70
#define QUOTE_BYTES_MAX 5000

static const char *const agents[] = { "Aino Lehtonen", "Johan Sjöblom", "Maria Laine" };

typedef struct
{
  char *name;
  char *addr;
  HpLanguage language;
} Customer;

typedef struct
{
  gint64 time; /* of its next mail */
  guint serial;
  guint n_sent, n_mails;
  gboolean outbound; /* the next mail is an agent's */
  const Customer *customer;
  char *subject;
  GPtrArray *references; /* (element-type utf8) */
  char *last_text;       /* (nullable) */
  char *attribution;     /* (nullable) for last_text */
} Thread;

typedef struct
{
  HpDice dice;
  HpBabble *babble;
  Customer customers[N_CUSTOMERS];
  guint first_of[4];  /* where each language's customers begin, and the end */
  GSequence *threads; /* (element-type Thread) by time of the next mail */
  gint64 clock;       /* when the next thread begins */
  double gap;         /* mean seconds between beginnings */
  guint n_threads;
  gsize bodies; /* mean bytes of new words */
  guint longer; /* the chance that a thread goes on after each mail, in percent */
} Shop;

typedef struct
{
  const char *maildir; /* (nullable) */
  FILE *mbox;          /* (nullable) */
  guint n_mails;
  guint64 n_bytes;
} Output;

static void
free_thread (Thread *thread)
{
  g_free (thread->subject);
  g_ptr_array_unref (thread->references);
  g_free (thread->last_text);
  g_free (thread->attribution);
  g_free (thread);
}

static int
compare_threads (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Thread *x = a, *y = b;

  if (x->time != y->time)
    return x->time < y->time ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

/* Lower case ASCII, for addresses. */
static char *
make_local_part (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  char *local = g_ascii_strdown (ascii, -1);

  return g_strdelimit (local, " ?'", '.');
}

static void
init_customers (Shop *shop)
{
  static const guint shares[] = { 400, 150, 450 };
  static const char *const tops[] = { "example.com", "example.net", "example.org" };
  char *domains[N_DOMAINS];
  guint n = 0;

  for (guint i = 0; i < N_DOMAINS; i++)
    {
      g_autofree char *brand = hp_babble_make_brand (&shop->dice);

      domains[i] = g_strdup_printf ("%s%u.%s", brand, i, tops[i % G_N_ELEMENTS (tops)]);
    }
  for (guint language = 0; language < G_N_ELEMENTS (shares); language++)
    {
      shop->first_of[language] = n;
      for (guint i = 0; i < shares[language]; i++, n++)
        {
          Customer *customer = &shop->customers[n];
          g_autofree char *local = NULL;

          customer->language = language;
          customer->name = hp_babble_make_name (shop->babble, &shop->dice, language);
          local = make_local_part (customer->name);
          customer->addr = g_strdup_printf ("%s.%u@%s", local, n,
                                            domains[hp_dice_zipf (&shop->dice, N_DOMAINS)]);
        }
    }
  shop->first_of[G_N_ELEMENTS (shares)] = n;
  for (guint i = 0; i < N_DOMAINS; i++)
    g_free (domains[i]);
}

static const Customer *
pick_customer (Shop *shop)
{
  guint roll = hp_dice_below (&shop->dice, 100);
  guint language = roll < 40 ? HP_LANGUAGE_FI : roll < 55 ? HP_LANGUAGE_SV : HP_LANGUAGE_EN;
  guint first = shop->first_of[language], n = shop->first_of[language + 1] - first;
  double share = hp_dice_unit (&shop->dice);

  return &shop->customers[first + (guint) (share * share * n)]; /* some write often */
}

static void
begin_thread (Shop *shop)
{
  Thread *thread = g_new0 (Thread, 1);

  thread->serial = shop->n_threads++;
  thread->time = shop->clock;
  thread->customer = pick_customer (shop);
  thread->subject = hp_babble_make_subject (shop->babble, &shop->dice, thread->customer->language);
  thread->references = g_ptr_array_new_with_free_func (g_free);
  thread->n_mails = 1;
  while (thread->n_mails < THREAD_MAX && hp_dice_percent (&shop->dice, shop->longer))
    thread->n_mails++;
  g_sequence_insert_sorted (shop->threads, thread, compare_threads, NULL);
  shop->clock += 1 + (gint64) (shop->gap * 2 * hp_dice_unit (&shop->dice));
}

/* The thread whose mail is next in time, out of the sequence. */
static Thread *
take_next_thread (Shop *shop)
{
  GSequenceIter *first = g_sequence_get_begin_iter (shop->threads);
  Thread *thread;

  while (g_sequence_iter_is_end (first) || ((Thread *) g_sequence_get (first))->time >= shop->clock)
    {
      begin_thread (shop);
      first = g_sequence_get_begin_iter (shop->threads);
    }
  thread = g_sequence_get (first);
  g_sequence_remove (first);
  return thread;
}

static void
add_quote (GString *text, const Thread *thread)
{
  const char *line = thread->last_text;
  gsize start = text->len;

  g_string_append_printf (text, "\n%s\n", thread->attribution);
  while (*line != '\0' && text->len - start < QUOTE_BYTES_MAX)
    {
      gsize size = strcspn (line, "\n");

      g_string_append (text, *line == '>' || size == 0 ? ">" : "> ");
      g_string_append_len (text, line, (gssize) size);
      g_string_append_c (text, '\n');
      line += size + (line[size] == '\n');
    }
}

static char *
make_text (Shop *shop, const Thread *thread, const char *agent)
{
  g_autoptr (GString) text = g_string_sized_new (4096);
  const Customer *customer = thread->customer;
  g_auto (GStrv) agent_names = g_strsplit (agent, " ", 2);
  g_auto (GStrv) names = g_strsplit (customer->name, " ", 2);
  /* Long mails are rare: the mean of a square is a third. */
  double share = hp_dice_unit (&shop->dice);
  gsize bytes = (gsize) (shop->bodies * (0.25 + 2.25 * share * share));

  hp_babble_add_letter (shop->babble, &shop->dice, customer->language,
                        thread->outbound ? names[0] : "Havukka",
                        thread->outbound ? agent_names[0] : customer->name, bytes, text);
  if (thread->outbound)
    g_string_append (text, "\n-- \nHavukka Oy\nwww.havukka.example.com\n+358 9 000 0000\n");
  if (thread->last_text != NULL && hp_dice_percent (&shop->dice, PERCENT_QUOTING))
    add_quote (text, thread);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
make_message_id (Shop *shop, const Thread *thread)
{
  const char *domain =
      thread->outbound ? "havukka.example.com" : strchr (thread->customer->addr, '@') + 1;

  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x.%u@%s", hp_dice_next (&shop->dice),
                          thread->serial, domain);
}

static char *
make_reply_subject (Shop *shop, const Thread *thread)
{
  if (thread->n_sent == 0)
    return g_strdup (thread->subject);
  return g_strconcat (hp_babble_get_reply_prefix (shop->babble, thread->customer->language),
                      thread->subject, NULL);
}

/* Writes the thread's next mail to @out. */
static void
write_mail (Shop *shop, Thread *thread, GString *out)
{
  const Customer *customer = thread->customer;
  const char *agent = agents[thread->serial % G_N_ELEMENTS (agents)];
  const char *author = thread->outbound ? agent : customer->name;
  char *text = make_text (shop, thread, agent);
  char *message_id = make_message_id (shop, thread);
  g_autofree char *subject = make_reply_subject (shop, thread);
  HpMailPlan plan = {
    .outbound = thread->outbound,
    .from_name = author,
    .from_addr = thread->outbound ? OWN_ADDRESS : customer->addr,
    .to_name = thread->outbound ? customer->name : "Havukka",
    .to_addr = thread->outbound ? customer->addr : OWN_ADDRESS,
    .subject = subject,
    .message_id = message_id,
    .references = thread->references,
    .time = thread->time,
    .text = text,
  };

  hp_mail_writer_write (&plan, &shop->dice, out);
  g_free (thread->last_text);
  thread->last_text = text;
  g_free (thread->attribution);
  thread->attribution = hp_babble_make_attribution (customer->language, author, thread->time);
  g_ptr_array_add (thread->references, message_id);
}

/* Puts the thread back for its next mail, or ends it. */
static void
move_on (Shop *shop, Thread *thread)
{
  double hours = hp_dice_unit (&shop->dice);

  thread->n_sent++;
  if (thread->n_sent == thread->n_mails)
    {
      free_thread (thread);
      return;
    }
  thread->time += 300 + (gint64) (hours * hours * 3 * 86400);
  if (thread->outbound || !hp_dice_percent (&shop->dice, 12))
    thread->outbound = !thread->outbound;
  g_sequence_insert_sorted (shop->threads, thread, compare_threads, NULL);
}

static gboolean
write_all (int fd, const char *data, gsize size)
{
  while (size > 0)
    {
      gssize n = write (fd, data, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      data += n;
      size -= (gsize) n;
    }
  return TRUE;
}

static gboolean
write_to_maildir (Output *output, const GString *mail, gint64 time, gboolean sent)
{
  g_autofree char *path =
      g_strdup_printf ("%s/%scur/%" G_GINT64_FORMAT ".M%uP1.havukka:2,S", output->maildir,
                       sent ? ".Sent/" : "", time, output->n_mails);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  gboolean ok = fd >= 0 && write_all (fd, mail->str, mail->len);

  if (!ok)
    g_printerr ("hp-make-mailbox: %s: %s\n", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return ok;
}

/* mboxrd: "From " at the start of a line, after any number of ">", gets one ">" more. */
static gboolean
write_to_mbox (Output *output, const GString *mail, gint64 time, const char *sender)
{
  const char *line = mail->str, *end = mail->str + mail->len;
  time_t seconds = (time_t) time;
  struct tm tm;
  char day[32];

  gmtime_r (&seconds, &tm);
  strftime (day, sizeof day, "%a %b %e %H:%M:%S %Y", &tm);

  fprintf (output->mbox, "From %s %s\n", sender, day);
  while (line < end)
    {
      const char *next = memchr (line, '\n', (gsize) (end - line));
      gsize size = (gsize) ((next != NULL ? next + 1 : end) - line);

      if (g_str_has_prefix (line + strspn (line, ">"), "From "))
        fputc ('>', output->mbox);
      fwrite (line, 1, size, output->mbox);
      line += size;
    }
  fputc ('\n', output->mbox);
  if (ferror (output->mbox))
    g_printerr ("hp-make-mailbox: %s\n", g_strerror (errno));
  return !ferror (output->mbox);
}

static gboolean
make_mails (Shop *shop, Output *output, guint count)
{
  g_autoptr (GString) mail = g_string_sized_new (1 << 20);

  while (output->n_mails < count)
    {
      Thread *thread = take_next_thread (shop);
      gboolean sent = thread->outbound;
      const char *sender = sent ? OWN_ADDRESS : thread->customer->addr;

      g_string_truncate (mail, 0);
      write_mail (shop, thread, mail);
      if (output->maildir != NULL && !write_to_maildir (output, mail, thread->time, sent))
        return FALSE;
      if (output->mbox != NULL && !write_to_mbox (output, mail, thread->time, sender))
        return FALSE;
      output->n_mails++;
      output->n_bytes += mail->len;
      move_on (shop, thread);
    }
  return TRUE;
}

static gboolean
make_folders (const char *maildir)
{
  static const char *const folders[] = {
    "cur", "new", "tmp", ".Sent/cur", ".Sent/new", ".Sent/tmp"
  };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (maildir, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0755) != 0)
        {
          g_printerr ("hp-make-mailbox: %s: %s\n", path, g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
run (int count, gint64 seed, int bodies, int longer, const char *maildir, const char *mbox)
{
  g_autofree Shop *shop = g_new0 (Shop, 1);
  g_autoptr (HpBabble) babble = hp_babble_new ();
  Output output = { .maildir = maildir };
  gboolean ok;

  if (maildir != NULL && !make_folders (maildir))
    return FALSE;
  if (mbox != NULL && (output.mbox = g_fopen (mbox, "we")) == NULL)
    {
      g_printerr ("hp-make-mailbox: %s: %s\n", mbox, g_strerror (errno));
      return FALSE;
    }
  shop->dice.state = (guint64) seed;
  shop->babble = babble;
  shop->threads = g_sequence_new (NULL);
  shop->clock = START;
  shop->gap = SPAN / count * 3.3; /* the mean length of a thread */
  shop->bodies = (gsize) bodies;
  shop->longer = (guint) longer;
  init_customers (shop);
  ok = make_mails (shop, &output, (guint) count);

  if (output.mbox != NULL && fclose (output.mbox) != 0)
    ok = FALSE;
  g_print ("{\"messages\": %u, \"bytes\": %" G_GUINT64_FORMAT ", \"threads\": %u}\n",
           output.n_mails, output.n_bytes, shop->n_threads);
  for (GSequenceIter *i = g_sequence_get_begin_iter (shop->threads); !g_sequence_iter_is_end (i);
       i = g_sequence_iter_next (i))
    free_thread (g_sequence_get (i));
  g_sequence_free (shop->threads);
  for (guint i = 0; i < N_CUSTOMERS; i++)
    {
      g_free (shop->customers[i].name);
      g_free (shop->customers[i].addr);
    }
  return ok;
}

int
main (int argc, char **argv)
{
  int count = 1000, bodies = 1000, longer = 72;
  gint64 seed = 1;
  g_autofree char *maildir = NULL, *mbox = NULL;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &count, "How many mails (1000)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Which mailbox (1)", "S" },
    { "bodies", 0, 0, G_OPTION_ARG_INT, &bodies, "Mean bytes of new words a mail (1000)", "BYTES" },
    { "longer", 0, 0, G_OPTION_ARG_INT, &longer,
      "How often a thread goes on after a mail, in percent (72)", "N" },
    { "maildir", 0, 0, G_OPTION_ARG_FILENAME, &maildir, "Write a Maildir, replies in .Sent",
      "DIR" },
    { "mbox", 0, 0, G_OPTION_ARG_FILENAME, &mbox, "Write one mboxrd file", "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- make a mailbox to measure with");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || count < 1 ||
      bodies < 1 || longer < 0 || (maildir == NULL && mbox == NULL))
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      g_printerr ("%s%s", error != NULL ? error->message : "", help);
      return 2;
    }
  return run (count, seed, bodies, longer, maildir, mbox) ? 0 : 1;
}
