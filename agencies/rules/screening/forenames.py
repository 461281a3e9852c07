"""Given names common among children in England, so that a name beside an age or a date can be told from a title.

From the commonest names of ONS “Baby names in England and Wales”, 1996 to 2022, less those that are words, months
or places as well (April, Summer, Grace, Will, Mark, Jordan, Chelsea, Chester, Kent). A name alone is never a hit.
"""

_NAMES = """
Aaliyah Aaron Abdul Abdullah Abigail Adam Aidan Aiden Aisha Alan Albert Albie Alex Alexa Alexander Alexandra Alfie
Alfred Ali Alice Alicia Alina Alisha Amber Amelia Amelie Amina Amy Ana Anas Andre Andrew Anna Annabelle Anthony
Antoni Arabella Archie Arlo Arthur Arya Ashleigh Ashley Ashton Aurora Ava Ayaan Ayesha Bailey Barnaby Beatrice
Bella Ben Benjamin Bethany Billy Blake Bobby Bonnie Bradley Brandon Brooke Caitlin Callum Cameron Carter Casey
Charlie Charlotte Chloe Christian Christopher Clara Cody Connor Conor Courtney Daisy Damian Daniel Danielle Danny
Darcey Darcie David Declan Demi Dexter Dominic Dylan Ebony Eden Edith Edward Elijah Eliza Elizabeth Ella Elliot
Elliott Ellie Ellis Elsie Emilia Emily Emma Erin Esme Ethan Eva Evan Eve Evelyn Evie Ezra Faith Fatima Felix Finlay
Finley Finn Florence Frankie Freddie Frederick Freya Gabriel Gabriella George Georgia Georgina Grayson Gracie
Hallie Hannah Harley Harriet Harrison Harry Harvey Hassan Hayden Heidi Henry Hollie Hugo Ibrahim Imogen Iqra Isaac
Isabel Isabella Isabelle Isla Isobel Ivy Jack Jackson Jacob Jade Jaden Jake Jakub James Jamie Jasmine Jason Jaxon
Jay Jayden Jaydon Jenson Jess Jesse Jessica Joe Joel John Jonathan Joseph Josh Joshua Josie Jude Julia Kaden Kai
Kasey Kate Katherine Katie Kayden Kayla Kayleigh Keira Keiran Kelsey Khadija Kian Kiera Kieran Kirsty Kyle Kyra
Lacey Layla Leah Leila Lena Leo Leon Leona Lewis Lexi Lexie Liam Libby Lily Lilly Logan Lola Lottie Louie Louis
Louisa Louise Luca Lucas Lucy Luke Luna Lydia Mabel Maddison Madison Maisie Maisy Malachi Martha Maryam Mason
Matilda Matthew Maya Mateusz Megan Melissa Mia Michael Mila Millie Mohamed Mohammad Mohammed Molly Morgan Muhammad
Musa Mya Nancy Naomi Natalia Natalie Natasha Nathan Nathaniel Niamh Nicholas Nicole Nikola Noah Oakley Oliver
Olivia Oliwia Ollie Orla Oscar Otis Owen Patrick Paige Penelope Phoebe Poppy Rachel Ralph Rebecca Reece Reggie
Reuben Rhys Ria Riley Robert Robyn Roman Ronnie Rory Rosie Rowan Ruby Ryan Safa Saffron Sam Samantha Samuel Sara
Sarah Scarlett Sean Sebastian Shannon Shaun Sienna Skye Sofia Sonny Sophia Sophie Spencer Stanley Stella Stephen
Szymon Talia Teddy Theo Theodore Thomas Tia Tilly Toby Tom Tommy Tyler Tyrone Victoria Violet William Willow
Yasmin Yusuf Zac Zach Zachary Zahra Zain Zak Zakariya Zara Zaynab Zoe Zofia Zuzanna
"""

#: One given name with a capital letter, as a pattern.
FORENAME = rf"(?:{'|'.join(_NAMES.split())})\b"
