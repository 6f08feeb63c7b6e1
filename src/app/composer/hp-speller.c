/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns the way to Enchant. Its broker is made on a thread, which hands it over and ends: it is used
 * by one thread at a time. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-speller.h"

#include <enchant.h>
#include <gio/gio.h>
#include <string.h>

#define MAX_SUGGESTIONS 5

struct _HpSpeller
{
  GObject parent_instance;

  char *language;            /* (owned) (nullable) */
  EnchantBroker *broker;     /* (owned) (nullable) */
  EnchantDict *dict;         /* (owned by broker) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) of the reading under way */
};

G_DEFINE_FINAL_TYPE (HpSpeller, hp_speller, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef struct
{
  EnchantBroker *broker;
  EnchantDict *dict; /* (nullable) */
} Loaded;

typedef struct
{
  const char *language;
  const char *territory; /* (nullable) of the agent */
  char *tag;             /* (owned) (nullable) the best so far */
  int rank;
} Search;

static void
free_loaded (gpointer data)
{
  Loaded *loaded = data;

  if (loaded->dict != NULL)
    enchant_broker_free_dict (loaded->broker, loaded->dict);
  enchant_broker_free (loaded->broker);
  g_free (loaded);
}

/* The language itself, then that of the agent's country, then any other. */
static int
rank_tag (const Search *search, const char *tag)
{
  gsize length = strlen (search->language);

  if (strncmp (tag, search->language, length) != 0)
    return 0;
  if (tag[length] == '\0')
    return 3;
  if (tag[length] != '_' && tag[length] != '-')
    return 0;
  return g_strcmp0 (tag + length + 1, search->territory) == 0 ? 2 : 1;
}

static void
on_dictionary_cb (const char *tag,
                  const char *name,
                  const char *about,
                  const char *file,
                  void *data)
{
  Search *search = data;
  int rank = rank_tag (search, tag);

  if (rank < search->rank || rank == 0 ||
      (rank == search->rank && search->tag != NULL && strcmp (tag, search->tag) >= 0))
    return;
  g_free (search->tag);
  search->tag = g_strdup (tag);
  search->rank = rank;
}

/* Of "fi_FI.UTF-8": "FI". */
static char *
dup_territory (void)
{
  const char *const *names = g_get_language_names ();
  const char *begin = strchr (names[0], '_');

  return begin != NULL ? g_strndup (begin + 1, strcspn (begin + 1, ".@")) : NULL;
}

/* (worker thread) */
static void
load (GTask *task, gpointer source, gpointer language, GCancellable *cancellable)
{
  Loaded *loaded = g_new0 (Loaded, 1);
  g_autofree char *territory = dup_territory ();
  Search search = { language, territory, NULL, 0 };

  loaded->broker = enchant_broker_init ();
  enchant_broker_list_dicts (loaded->broker, on_dictionary_cb, &search);
  if (search.tag != NULL)
    loaded->dict = enchant_broker_request_dict (loaded->broker, search.tag);
  g_free (search.tag);
  g_task_return_pointer (task, loaded, free_loaded);
}

static void
unload (HpSpeller *self)
{
  if (self->dict != NULL)
    enchant_broker_free_dict (self->broker, self->dict);
  if (self->broker != NULL)
    enchant_broker_free (self->broker);
  self->dict = NULL;
  self->broker = NULL;
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  HpSpeller *self = HP_SPELLER (source);
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), NULL);

  if (loaded == NULL)
    return;
  g_clear_object (&self->cancellable);
  unload (self);
  self->broker = loaded->broker;
  self->dict = loaded->dict;
  g_free (loaded);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
hp_speller_finalize (GObject *object)
{
  HpSpeller *self = HP_SPELLER (object);

  g_clear_object (&self->cancellable);
  unload (self);
  g_free (self->language);
  G_OBJECT_CLASS (hp_speller_parent_class)->finalize (object);
}

static void
hp_speller_class_init (HpSpellerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hp_speller_finalize;
  signals[CHANGED] = g_signal_new ("changed", HP_TYPE_SPELLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
hp_speller_init (HpSpeller *self)
{
}

HpSpeller *
hp_speller_new (void)
{
  return g_object_new (HP_TYPE_SPELLER, NULL);
}

void
hp_speller_set_language (HpSpeller *self, const char *language)
{
  if (g_strcmp0 (self->language, language) == 0)
    return;
  g_free (self->language);
  self->language = g_strdup (language);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  unload (self);
  if (language == NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  self->cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_loaded_cb, NULL);
  g_task_set_source_tag (task, hp_speller_set_language);
  g_task_set_task_data (task, g_strdup (language), g_free);
  g_task_run_in_thread (task, load);
}

const char *
hp_speller_get_language (HpSpeller *self)
{
  return self->language;
}

gboolean
hp_speller_has_dictionary (HpSpeller *self)
{
  return self->dict != NULL;
}

gboolean
hp_speller_is_loading (HpSpeller *self)
{
  return self->cancellable != NULL;
}

gboolean
hp_speller_is_right (HpSpeller *self, const char *word)
{
  return self->dict == NULL || enchant_dict_check (self->dict, word, -1) <= 0;
}

GStrv
hp_speller_suggest (HpSpeller *self, const char *word)
{
  GStrvBuilder *found = g_strv_builder_new ();
  size_t n = 0;
  char **all = self->dict != NULL ? enchant_dict_suggest (self->dict, word, -1, &n) : NULL;
  GStrv suggestions;

  for (size_t i = 0; i < MIN (n, MAX_SUGGESTIONS); i++)
    g_strv_builder_add (found, all[i]);
  if (all != NULL)
    enchant_dict_free_string_list (self->dict, all);
  suggestions = g_strv_builder_end (found);
  g_strv_builder_unref (found);
  return suggestions;
}

void
hp_speller_add (HpSpeller *self, const char *word)
{
  if (self->dict != NULL)
    enchant_dict_add (self->dict, word, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
hp_speller_ignore (HpSpeller *self, const char *word)
{
  if (self->dict != NULL)
    enchant_dict_add_to_session (self->dict, word, -1);
  g_signal_emit (self, signals[CHANGED], 0);
}
