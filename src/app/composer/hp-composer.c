/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns how the composer looks, in each of its modes, and its keys. */

#define G_LOG_DOMAIN "helppari"

#include "config.h"

#include "app/composer/hp-composer.h"

#include <glib/gi18n.h>

#include "app/composer/hp-composer-private.h"
#include "app/hp-compat.h"
#include "app/hp-settings.h"

#define TEMPLATE "/io/github/helppari/Helppari/ui/composer/hp-composer.ui"
#define LEAST_HEIGHT 62
#define MOST_HEIGHT 260
#define EXPANDED_HEIGHT 420
/* How a reply was sent last is how the next one will be. */
#define SETTING "send-status"

G_DEFINE_FINAL_TYPE (HpComposer, hp_composer, GTK_TYPE_BOX)

enum
{
  PROP_0,
  PROP_FOLDED,
  N_PROPS
};

enum
{
  SENT,
  NOTED,
  FAILED,
  ACCOUNT_NEEDED,
  TICKET_WANTED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

/* In a narrow window it is one line until somebody writes. */
static gboolean
is_line (HpComposer *self)
{
  return self->folded && self->ticket != NULL && hp_composer_is_blank (self) &&
         !gtk_event_controller_focus_contains_focus (self->focus);
}

static char *
dup_first_name (HpComposer *self)
{
  const char *name = self->ticket != NULL ? hp_ticket_item_get_name (self->ticket) : NULL;
  g_auto (GStrv) words = name != NULL ? g_strsplit (name, " ", 2) : NULL;

  return g_strdup (words != NULL && words[0] != NULL ? words[0] : "");
}

static char *
dup_invitation (HpComposer *self)
{
  g_autofree char *name = dup_first_name (self);

  if (self->kind == HP_DRAFT_NOTE)
    return g_strdup (_ ("Write an internal note…"));
  if (self->kind == HP_DRAFT_FORWARD)
    return g_strdup (_ ("Write something to go with it…"));
  if (self->kind == HP_DRAFT_NEW || *name == '\0')
    return g_strdup (_ ("Write a message…"));
  /* Translators: %s is a customer's first name */
  return g_strdup_printf (_ ("Reply to %s…"), name);
}

static void
update_modes (HpComposer *self)
{
  gboolean is_note = self->kind == HP_DRAFT_NOTE;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.attach", !is_note);
  gtk_widget_set_visible (self->modes, self->kind != HP_DRAFT_NEW);
  gtk_widget_set_visible (GTK_WIDGET (self->expand_button), self->kind != HP_DRAFT_NEW);
  gtk_widget_set_vexpand (self->page, self->kind == HP_DRAFT_NEW);
  gtk_widget_set_visible (self->hint, is_note);
  gtk_widget_set_visible (self->formats, !is_note);
  gtk_widget_set_visible (self->note_button, is_note);
  gtk_widget_set_visible (GTK_WIDGET (self->send_button), !is_note);
  if (is_note)
    gtk_widget_add_css_class (GTK_WIDGET (self), "note");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "note");
}

static void
update_mode_state (HpComposer *self)
{
  const HpDraftKind kinds[] = { HP_DRAFT_REPLY, HP_DRAFT_NOTE, HP_DRAFT_FORWARD };
  GtkWidget *button = gtk_widget_get_first_child (self->modes);

  for (guint i = 0; i < G_N_ELEMENTS (kinds) && button != NULL; i++)
    {
      gboolean is_on = kinds[i] == self->kind;
      if (is_on)
        gtk_widget_set_state_flags (button, GTK_STATE_FLAG_CHECKED, FALSE);
      else
        gtk_widget_unset_state_flags (button, GTK_STATE_FLAG_CHECKED);
      gtk_accessible_update_state (
          GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_STATE_PRESSED,
          is_on ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
      button = gtk_widget_get_next_sibling (button);
    }
}

static void
update_send_button (HpComposer *self)
{
  g_autofree char *status = hp_settings_dup_text (SETTING);
  const char *label = _ ("Send");

  if (self->ticket != NULL && g_str_equal (status, HP_STATUS_RESOLVED))
    label = _ ("Send and Resolve");
  else if (self->ticket != NULL && g_str_equal (status, HP_STATUS_WAITING))
    label = _ ("Send and Wait");
  adw_split_button_set_label (self->send_button, label);
}

static void
update_rows (HpComposer *self, gboolean is_shown)
{
  gboolean is_mail = self->kind != HP_DRAFT_NOTE;
  HpRichBuffer *buffer = hp_rich_text_get_rich (self->text);

  gtk_widget_set_visible (self->line, !is_shown);
  gtk_widget_set_visible (self->top, is_shown);
  gtk_widget_set_visible (self->page, is_shown);
  gtk_widget_set_visible (self->tools, is_shown);
  gtk_widget_set_visible (GTK_WIDGET (self->recipients),
                          is_shown && is_mail && (self->draft != NULL || self->opening != NULL));
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder),
                          gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)) == 0);
  if (!is_shown || !is_mail || self->answered == NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->quote), FALSE);
  else
    gtk_widget_set_visible (GTK_WIDGET (self->quote), TRUE);
}

void
hp_composer_update (HpComposer *self)
{
  g_autofree char *invitation = dup_invitation (self);
  gboolean is_blank = hp_composer_is_blank (self);

  update_rows (self, !is_line (self));
  update_modes (self);
  update_mode_state (self);
  update_send_button (self);
  gtk_label_set_text (self->line_label, invitation);
  gtk_label_set_text (self->placeholder, invitation);
  gtk_label_set_text (self->state, self->is_kept && !self->is_dirty ? _ ("Draft saved") : "");
  gtk_widget_set_visible (self->discard_button, self->is_kept);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send", !is_blank);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send-as", !is_blank);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send-later", !is_blank);
}

void
hp_composer_tell_failure (HpComposer *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_edited_cb (HpComposer *self)
{
  if (!self->is_filling && self->is_asking)
    hp_composer_stop_asking (self);
  hp_composer_edited (self);
}

static void
on_focus_cb (HpComposer *self)
{
  hp_composer_update (self);
}

static void
on_expand_cb (HpComposer *self)
{
  gboolean is_expanded = gtk_toggle_button_get_active (self->expand_button);
  int least = is_expanded ? EXPANDED_HEIGHT : LEAST_HEIGHT;

  gtk_scrolled_window_set_min_content_height (self->scroller, -1);
  gtk_scrolled_window_set_max_content_height (self->scroller,
                                              is_expanded ? EXPANDED_HEIGHT : MOST_HEIGHT);
  gtk_scrolled_window_set_min_content_height (self->scroller, least);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_files_cb (HpComposer *self, GListModel *files)
{
  hp_composer_add_files (self, files);
}

static void
on_picture_cb (HpComposer *self, GBytes *png)
{
  hp_composer_add_picture (self, png);
}

static void
on_remove_file_cb (HpComposer *self, guint index)
{
  hp_composer_remove_file (self, index);
}

static void
on_popover_closed_cb (GtkWidget *popover)
{
  gtk_widget_unparent (popover);
}

static void
pop_up (HpComposer *self, GtkWidget *popover, GtkWidget *parent)
{
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_link_given_cb (HpComposer *self, GtkEntry *entry)
{
  g_autofree char *href = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autofree char *scheme = g_uri_parse_scheme (href);
  g_autofree char *whole =
      *href == '\0' || scheme != NULL ? g_strdup (href) : g_strconcat ("https://", href, NULL);

  hp_rich_buffer_set_link (hp_rich_text_get_rich (self->text), whole);
  gtk_popover_popdown (
      GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_edit_link_cb (HpComposer *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *entry = gtk_entry_new ();
  g_autofree char *href = hp_rich_buffer_dup_link (hp_rich_text_get_rich (self->text));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), "https://");
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_URL);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 32);
  gtk_editable_set_text (GTK_EDITABLE (entry), href != NULL ? href : "");
  gtk_widget_set_tooltip_text (entry, _ ("Where the link leads; empty for none"));
  hp_compat_name_parts (entry);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_TOP);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_link_given_cb), self,
                           G_CONNECT_SWAPPED);
  pop_up (self, popover, self->link_button);
  gtk_widget_grab_focus (entry);
}

static void
on_later_cb (HpComposer *self, gint64 time, gboolean unless_answered)
{
  g_autofree char *status = hp_settings_dup_text (SETTING);

  self->unless_answered = unless_answered;
  hp_composer_send (self, status, time);
}

static void
on_send_later_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);
  GtkWidget *popover = hp_send_later_new ();

  g_signal_connect_object (popover, "chosen", G_CALLBACK (on_later_cb), self, G_CONNECT_SWAPPED);
  pop_up (self, popover, GTK_WIDGET (self->send_button));
}

static void
on_send_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);
  g_autofree char *status = hp_settings_dup_text (SETTING);

  if (self->is_asking)
    hp_composer_send_anyway (self);
  else
    hp_composer_send (self, self->ticket != NULL ? status : NULL, HP_TIME_NONE);
}

static void
on_send_as_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);

  hp_settings_set_text (SETTING, g_variant_get_string (target, NULL));
  hp_composer_stop_asking (self);
  hp_composer_send (self, g_variant_get_string (target, NULL), HP_TIME_NONE);
  hp_composer_update (self);
}

static void
on_send_anyway_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_composer_send_anyway (HP_COMPOSER (widget));
}

static void
on_keep_writing_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);

  hp_composer_stop_asking (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
on_mode_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);

  hp_composer_write (self, hp_draft_kind_from_name (g_variant_get_string (target, NULL)), NULL,
                     FALSE);
}

static void
on_format_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);
  g_autofree char *action = g_strconcat ("format.", g_variant_get_string (target, NULL), NULL);

  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_widget_activate_action (GTK_WIDGET (self->text), action, NULL);
}

static void
on_attach_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  hp_composer_choose_files (HP_COMPOSER (widget));
}

static void
on_take_focus_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  gtk_widget_grab_focus (widget);
}

static void
on_discard_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  HpComposer *self = HP_COMPOSER (widget);

  if (self->draft == NULL || !self->is_kept)
    return;
  hp_draft_discard_async (self->desk, &self->draft->id, NULL, NULL);
  hp_composer_forget (self);
  hp_composer_open (self, self->kind);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* Escape first closes what asks, then leaves; the draft stays. */
static gboolean
on_key_pressed_cb (HpComposer *self, guint keyval, guint code, GdkModifierType state)
{
  GdkModifierType pressed = state & gtk_accelerator_get_default_mod_mask ();
  gboolean is_enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if (is_enter && pressed == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && self->ticket != NULL)
    hp_composer_send (self, HP_STATUS_RESOLVED, HP_TIME_NONE);
  else if (is_enter && pressed == GDK_CONTROL_MASK)
    gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);
  else if (gdk_keyval_to_lower (keyval) == GDK_KEY_a &&
           pressed == (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
    gtk_widget_activate_action (GTK_WIDGET (self), "composer.attach", NULL);
  else if (keyval == GDK_KEY_Escape && pressed == 0 &&
           gtk_widget_get_visible (GTK_WIDGET (self->strip)))
    gtk_widget_activate_action (GTK_WIDGET (self), "composer.keep-writing", NULL);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
on_escape_cb (HpComposer *self, guint keyval, guint code, GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  hp_composer_flush (self);
  return gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-list", NULL);
}

static gboolean
hp_composer_grab_focus (GtkWidget *widget)
{
  HpComposer *self = HP_COMPOSER (widget);

  /* A line has nothing that can have it. */
  update_rows (self, TRUE);
  if (self->kind == HP_DRAFT_NEW || self->kind == HP_DRAFT_FORWARD)
    if (self->draft == NULL || self->draft->to->len == 0)
      return gtk_widget_grab_focus (GTK_WIDGET (self->recipients));
  return gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
hp_composer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, HP_COMPOSER (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hp_composer_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HpComposer *self = HP_COMPOSER (object);

  if (id != PROP_FOLDED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->folded = g_value_get_boolean (value);
  hp_composer_update (self);
}

static void
hp_composer_dispose (GObject *object)
{
  HpComposer *self = HP_COMPOSER (object);

  if (!self->is_gone && self->desk != NULL)
    hp_composer_flush (self);
  self->is_gone = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  g_clear_object (&self->chooser);
  g_clear_object (&self->spelling);
  g_clear_object (&self->ticket);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hp_composer_parent_class)->dispose (object);
}

static void
hp_composer_finalize (GObject *object)
{
  HpComposer *self = HP_COMPOSER (object);

  g_clear_pointer (&self->draft, hp_draft_unref);
  g_clear_pointer (&self->answered, hp_message_unref);
  g_hash_table_unref (self->carets);
  g_free (self->begun);
  g_free (self->status);
  G_OBJECT_CLASS (hp_composer_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HpComposer, focus);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, line);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, line_label);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, top);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, modes);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, expand_button);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, discard_button);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, state);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, recipients);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, page);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, scroller);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, text);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, placeholder);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, quote);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, files);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, strip);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, tools);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, formats);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, link_button);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, hint);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, note_button);
  gtk_widget_class_bind_template_child (widget_class, HpComposer, send_button);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_expand_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_edit_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_file_cb);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc func;
  } ACTIONS[] = {
    { "composer.mode", "s", on_mode_cb },
    { "composer.format", "s", on_format_cb },
    { "composer.attach", NULL, on_attach_cb },
    { "composer.send", NULL, on_send_cb },
    { "composer.send-as", "s", on_send_as_cb },
    { "composer.send-later", NULL, on_send_later_cb },
    { "composer.send-anyway", NULL, on_send_anyway_cb },
    { "composer.keep-writing", NULL, on_keep_writing_cb },
    { "composer.discard", NULL, on_discard_cb },
    { "composer.focus", NULL, on_take_focus_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    gtk_widget_class_install_action (widget_class, ACTIONS[i].name, ACTIONS[i].parameter,
                                     ACTIONS[i].func);
}

static guint
add_signal (const char *name, GType type)
{
  return g_signal_new (name, HP_TYPE_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       1, type);
}

static void
hp_composer_class_init (HpComposerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hp_composer_get_property;
  object_class->set_property = hp_composer_set_property;
  object_class->dispose = hp_composer_dispose;
  object_class->finalize = hp_composer_finalize;
  widget_class->grab_focus = hp_composer_grab_focus;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SENT] = add_signal ("sent", G_TYPE_POINTER);
  signals[NOTED] = add_signal ("noted", G_TYPE_STRING);
  signals[FAILED] = add_signal ("failed", G_TYPE_ERROR);
  signals[ACCOUNT_NEEDED] = add_signal ("account-needed", G_TYPE_STRING);
  signals[TICKET_WANTED] = add_signal ("ticket-wanted", G_TYPE_STRING);
  g_type_ensure (HP_TYPE_RECIPIENTS);
  g_type_ensure (HP_TYPE_RICH_TEXT);
  g_type_ensure (HP_TYPE_QUOTE_FOLD);
  g_type_ensure (HP_TYPE_DRAFT_FILES);
  g_type_ensure (HP_TYPE_GUARD_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  bind_children (widget_class);
  install_actions (widget_class);
}

/* Escape leaves when nothing inside took it. */
static void
add_escape (HpComposer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_escape_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
hp_composer_init (HpComposer *self)
{
  self->carets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->send_at = HP_TIME_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->spelling = hp_spelling_new (self->text);
  g_signal_connect_swapped (hp_rich_text_get_rich (self->text), "edited", G_CALLBACK (on_edited_cb),
                            self);
  add_escape (self);
  hp_composer_accept_drops (self);
  hp_compat_name_parts (GTK_WIDGET (self));
  hp_composer_update (self);
}

void
hp_composer_set_desk (HpComposer *self, HpLiveDesk *desk)
{
  g_set_object (&self->desk, desk);
  hp_recipients_set_desk (self->recipients, desk);
}

HpRichText *
hp_composer_get_text (HpComposer *self)
{
  return self->text;
}

HpDraftKind
hp_composer_get_kind (HpComposer *self)
{
  return self->kind;
}

gboolean
hp_composer_is_busy (HpComposer *self)
{
  return self->opening != NULL || self->n_jobs > 0 || self->pause != 0 || self->checking != NULL ||
         hp_spelling_is_busy (self->spelling);
}
